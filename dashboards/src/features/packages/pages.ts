import type { Page } from '../../shared/page';

export const packagesPages: readonly Page[] = [
  {
    name: 'packages',
    path: '/packages',
    component: () => import('./PackagesPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'officer'],
  },
];
