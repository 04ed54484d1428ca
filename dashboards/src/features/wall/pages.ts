import type { Page } from '../../shared/page';

export const wallPages: readonly Page[] = [
  {
    name: 'wall',
    path: '/wall/:hall',
    component: () => import('./WallPage.vue'),
    module: 'warning',
    perHall: true,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit', 'screen'],
    theme: 'dark',
    frame: 'none',
    words: 'first',
  },
];
