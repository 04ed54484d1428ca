import { MATTER_DESKS } from '@cockpit/contracts';
import type { Page } from '../../app/pages';

/** One page for each desk, all of the same parts. */
export const desksPages: readonly Page[] = MATTER_DESKS.map((desk) => ({
  name: `desk-${desk}`,
  path: `/desks/${desk}`,
  component: () => import('./DeskPage.vue'),
  module: 'supervision',
  perHall: false,
  roles: ['administrator', 'manager', 'supervisor'],
}));
