import type { Page } from '../../shared/page';

export const overviewPages: readonly Page[] = [
  {
    name: 'overview',
    path: '/overview',
    component: () => import('./OverviewPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
