import type { Page } from '../../app/pages';

export const accountsPages: readonly Page[] = [
  {
    name: 'users',
    path: '/admin/users',
    component: () => import('./UsersPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
  {
    name: 'account',
    path: '/account',
    component: () => import('./AccountPage.vue'),
    module: null,
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
    inner: true,
  },
];
