import type { Caller, Role } from '@cockpit/contracts';
import { mayOpen, partFor } from '../features/session/may-open';
import { MODULES, type ModuleName, type Page } from '../shared/page';
import { BY_NAME, ENTRIES } from './entries';
import { PAGES } from './features';

export interface NavModule {
  module: ModuleName;
  pages: Page[];
}

/** Modules with at least one page this caller may open, in their fixed order; pages that need a hall only where there is one. A page named as one of its parts stands there as the part that it opens with, halls beside the modules. */
export function modulesFor(caller: Pick<Caller, 'role' | 'apart'>, hasHall = true): NavModule[] {
  return MODULES.map((module) => ({
    module,
    pages: PAGES.filter(
      (page) => page.module === module && page.inner !== true && mayOpen(caller, page) && (hasHall || !page.perHall),
    )
      .map((page) => (isNamedAsPart(page) ? { ...page, ...partFor(page, null, caller) } : page))
      .filter(({ name }) => name !== 'halls'),
  })).filter(({ pages }) => pages.length > 0);
}

/** What a role's day is made of, in this order; everything else is on the page of all pages. Who is not named here has all pages in the menu. */
const DAILY: Partial<Record<Role, readonly string[]>> = {
  supervisor: ['desk', 'plan', 'forecast', 'guide', 'cases', 'replay'],
  officer: ['me', 'cases', 'desk', 'catalogue', 'packages', 'wishes'],
  guide: ['guide', 'desk', 'terminals', 'network', 'phone-lines', 'wishes'],
  manager: ['overview', ...['bureau-wall', 'analysis', 'ranking', 'assessments', 'bulletins', 'loop', 'cases']],
  administrator: [
    'overview',
    ...['bureau-wall', 'analysis', 'ranking', 'assessments', 'bulletins', 'rules', 'duty', 'channels', 'cases'],
    ...['catalogue', 'organisation', 'registers', 'screens', 'users', 'sources', 'first-steps', 'system'],
  ],
};
/** So many stand side by side in the bar; more are grouped by module. */
const MOST_LINKS = 6;

export interface Menu {
  links: Page[];
  modules: NavModule[];
  /** whether the page of all pages has any that the menu has not */
  more: boolean;
}

/** What stands in the bar of every page. */
export function menuFor(caller: Pick<Caller, 'role' | 'apart'>, hasHall = true): Menu {
  const modules = modulesFor(caller, hasHall);
  const daily = DAILY[caller.role];
  if (daily === undefined) return { links: [], modules, more: false };
  if (daily.length <= MOST_LINKS) {
    const links = daily.flatMap((name) => BY_NAME.get(name) ?? []);
    return {
      links: links.filter((page) => mayOpen(caller, page) && (hasHall || !page.perHall)),
      modules: [],
      more: true,
    };
  }
  const of = ({ module, pages }: NavModule) => ({ module, pages: pages.filter(({ name }) => daily.includes(name)) });
  return { links: [], modules: modules.map(of).filter(({ pages }) => pages.length > 0), more: true };
}

/** Pages that may be opened by their name alone, or by that and a hall; those that lead on to another are left out. */
export function findablePages(caller: Pick<Caller, 'role' | 'apart'>, hasHall: boolean): Page[] {
  const isWhole = (path: string): boolean => !/:(?!hall\b)/.test(path.replace(/\/:\w+\?/g, ''));
  return ENTRIES.filter(
    (page) =>
      mayOpen(caller, page) && (hasHall || !page.perHall) && isWhole(page.path) && !page.name.endsWith('-start'),
  );
}

/** The module a route belongs to, also when its page is opened from within another. */
export const moduleOf = (name: unknown): ModuleName | null => BY_NAME.get(String(name))?.module ?? null;

const isNamedAsPart = ({ name, parts }: Page): boolean => parts?.some((part) => part.name === name) === true;
