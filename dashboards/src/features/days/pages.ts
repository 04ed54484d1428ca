import type { Page } from '../../shared/page';

export const daysPages: readonly Page[] = [
  {
    name: 'days',
    path: '/admin/days',
    component: () => import('./DaysPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
];
