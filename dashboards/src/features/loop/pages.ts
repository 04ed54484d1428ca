import type { Page } from '../../shared/page';

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
