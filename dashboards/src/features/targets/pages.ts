import type { Page } from '../../app/pages';

export const targetsPages: readonly Page[] = [
  {
    name: 'targets',
    path: '/targets',
    component: () => import('./TargetsPage.vue'),
    module: 'indicators',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
