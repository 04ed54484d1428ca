import type { MatterDeskName } from '@cockpit/contracts';
import type { Page } from '../../app/pages';

/** Desks with a page; items of enterprises are seen to on that of enterprises. */
export const DESK_PAGES = [
  'difficult',
  'enterprise',
  'hotline',
  'complaints',
] as const satisfies readonly MatterDeskName[];
export type DeskPageName = (typeof DESK_PAGES)[number];

/** One page for each desk, all of the same parts; officers and units see there what is theirs. */
export const desksPages: readonly Page[] = DESK_PAGES.map((desk) => ({
  name: `desk-${desk}`,
  path: `/desks/${desk}`,
  component: () => import('./DeskPage.vue'),
  module: 'supervision',
  perHall: false,
  roles: ['administrator', 'manager', 'supervisor', 'officer', 'unit'],
}));
