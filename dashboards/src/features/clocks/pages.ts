import type { Page } from '../../shared/page';

export const clocksPages: readonly Page[] = [
  {
    name: 'clocks',
    path: '/clocks',
    component: () => import('./ClocksPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
