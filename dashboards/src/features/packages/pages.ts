import type { Page } from '../../app/pages';

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
