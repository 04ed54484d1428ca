import type { Page } from '../../shared/page';

export const pointsPages: readonly Page[] = [
  {
    name: 'points',
    path: '/points',
    component: () => import('./PointsPage.vue'),
    module: 'analysis',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
