import type { Page } from '../../shared/page';

export const networkPages: readonly Page[] = [
  {
    name: 'network',
    path: '/network',
    component: () => import('./NetworkPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer'],
  },
];
