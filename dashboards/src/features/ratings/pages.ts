import type { Page } from '../../shared/page';

export const ratingsPages: readonly Page[] = [
  {
    name: 'ratings',
    path: '/ratings',
    component: () => import('./RatingsPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
