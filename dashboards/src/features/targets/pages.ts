import type { Page } from '../../shared/page';

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
