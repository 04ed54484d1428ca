import type { Page } from '../../shared/page';

export const firstStartPages: readonly Page[] = [
  {
    name: 'first-steps',
    path: '/admin/first-steps',
    component: () => import('./FirstStepsPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
];
