import type { Page } from '../../shared/page';

export const feedsPages: readonly Page[] = [
  {
    name: 'feeds',
    path: '/feeds',
    component: () => import('./FeedsPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
