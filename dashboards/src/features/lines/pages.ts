import type { Page } from '../../shared/page';

export const linesPages: readonly Page[] = [
  {
    name: 'phone-lines',
    path: '/phone-lines',
    component: () => import('./LinesPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
  },
];
