import type { Role } from '@cockpit/contracts';
import { MODULES, PAGES, type ModuleName, type Page } from './pages';

/** Modules with at least one page this role may open, in their fixed order; pages that need a hall only where there is one. */
export function modulesFor(role: Role, hasHall = true): { module: ModuleName; pages: Page[] }[] {
  return MODULES
    .map((module) => ({
      module,
      pages: PAGES.filter((page) => page.module === module && page.inner !== true && page.roles.includes(role) && (hasHall || !page.perHall)),
    }))
    .filter(({ pages }) => pages.length > 0);
}
