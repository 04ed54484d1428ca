import type { Role } from '@cockpit/contracts';

/** The five modules are the main navigation; one without a page of its own is not shown. */
const MODULES = ['aggregation', 'analysis', 'indicators', 'warning', 'supervision'] as const;
export type ModuleName = (typeof MODULES)[number];

export interface NavPage { name: 'wall' | 'desk'; module: ModuleName; /** needs a hall to be chosen */ perHall: true; roles: readonly Role[] }

const PAGES: readonly NavPage[] = [
  { name: 'wall', module: 'warning', perHall: true, roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit', 'screen'] },
  { name: 'desk', module: 'supervision', perHall: true, roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit'] },
];

/** Modules with at least one page this role may open, in their fixed order. */
export function modulesFor(role: Role): { module: ModuleName; pages: NavPage[] }[] {
  return MODULES
    .map((module) => ({ module, pages: PAGES.filter((page) => page.module === module && page.roles.includes(role)) }))
    .filter(({ pages }) => pages.length > 0);
}
