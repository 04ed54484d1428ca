import type { Page } from '../../shared/page';
import { DESK_PAGES } from './desk-pages';

/** One page for each desk, all of the same parts; officers and units see there what is theirs. */
export const desksPages: readonly Page[] = DESK_PAGES.map((desk) => ({
  name: `desk-${desk}`,
  path: `/desks/${desk}`,
  component: () => import('./DeskPage.vue'),
  module: 'supervision',
  perHall: false,
  roles: ['administrator', 'manager', 'supervisor', 'officer', 'unit'],
}));
