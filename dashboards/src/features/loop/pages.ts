import type { Page } from '../../app/pages';

export const loopPages: readonly Page[] = [
  {
    name: 'loop',
    path: '/loop',
    component: () => import('./LoopPage.vue'),
    module: 'warning',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
