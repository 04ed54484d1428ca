import type { Page } from '../../shared/page';

export const terminalsPages: readonly Page[] = [
  {
    name: 'terminals',
    path: '/terminals',
    component: () => import('./TerminalsPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'guide'],
  },
];
