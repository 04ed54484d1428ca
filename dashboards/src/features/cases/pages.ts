import type { Page } from '../../shared/page';
import { CASE_ROLES, PARTS } from './parts';

export const casesPages: readonly Page[] = [
  {
    name: 'cases',
    path: '/cases',
    component: () => import('./CasesPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: CASE_ROLES,
    formerly: Object.entries(PARTS).map(([part, { path, roles }]) => ({ path, query: { part }, roles })),
  },
  {
    name: 'case-new',
    path: '/cases/new',
    component: () => import('../acts/NewCasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles: CASE_ROLES,
    inner: true,
  },
  {
    name: 'case',
    path: '/cases/:id',
    component: () => import('./CasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles: CASE_ROLES,
    inner: true,
  },
];
