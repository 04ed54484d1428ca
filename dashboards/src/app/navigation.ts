import type { Caller } from '@cockpit/contracts';
import { mayOpen } from '../features/session/may-open';
import { MODULES, type ModuleName, type Page } from '../shared/page';
import { PAGES } from './features';

export interface NavModule {
  module: ModuleName;
  pages: Page[];
}

/** Modules with at least one page this caller may open, in their fixed order; pages that need a hall only where there is one. */
export function modulesFor(caller: Pick<Caller, 'role' | 'apart'>, hasHall = true): NavModule[] {
  return MODULES.map((module) => ({
    module,
    pages: PAGES.filter(
      (page) => page.module === module && page.inner !== true && mayOpen(caller, page) && (hasHall || !page.perHall),
    ),
  })).filter(({ pages }) => pages.length > 0);
}

/** The module a route belongs to, also when its page is opened from within another. */
export const moduleOf = (name: unknown): ModuleName | null => PAGES.find((page) => page.name === name)?.module ?? null;
