import type { Role } from '@cockpit/contracts';
import type { Page } from '../../shared/page';

const roles: readonly Role[] = ['administrator', 'manager', 'supervisor', 'officer'];

export const cataloguePages: readonly Page[] = [
  {
    name: 'catalogue',
    path: '/catalogue',
    component: () => import('./CataloguePage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
  },
  {
    name: 'catalogue-item',
    path: '/catalogue/:item',
    component: () => import('./ItemPage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
];
