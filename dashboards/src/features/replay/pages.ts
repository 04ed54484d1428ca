import type { Page } from '../../shared/page';

export const replayPages: readonly Page[] = [
  {
    name: 'replay',
    path: '/replay/:hall',
    component: () => import('./ReplayPage.vue'),
    module: 'supervision',
    perHall: true,
    roles: ['administrator', 'manager', 'supervisor'],
    theme: 'dark',
    frame: 'none',
  },
];
