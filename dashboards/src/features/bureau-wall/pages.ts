import type { Page } from '../../shared/page';

export const bureauWallPages: readonly Page[] = [
  {
    name: 'bureau-wall',
    path: '/wall',
    component: () => import('./BureauWallPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'screen'],
    theme: 'dark',
    frame: 'none',
  },
];
