import type { Page } from '../../shared/page';

export const accountsPages: readonly Page[] = [
  {
    name: 'users',
    path: '/admin/users',
    component: () => import('./UsersPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'security'],
    administers: 'security',
  },
  {
    name: 'account',
    path: '/account',
    component: () => import('./AccountPage.vue'),
    module: null,
    perHall: false,
    roles: ['administrator', 'security', 'auditor', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
    inner: true,
  },
];
