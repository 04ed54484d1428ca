import type { Role } from '@cockpit/contracts';
import type { Page } from '../../shared/page';

const roles: readonly Role[] = ['administrator', 'manager', 'supervisor', 'officer', 'unit'];

export const casesPages: readonly Page[] = [
  {
    name: 'cases',
    path: '/cases',
    component: () => import('./CasesPage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
  },
  {
    name: 'case-new',
    path: '/cases/new',
    component: () => import('../acts/NewCasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
  {
    name: 'case',
    path: '/cases/:id',
    component: () => import('./CasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
];
