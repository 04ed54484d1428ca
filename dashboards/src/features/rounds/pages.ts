import type { Role } from '@cockpit/contracts';
import type { Page } from '../../shared/page';

const roles: readonly Role[] = ['administrator', 'manager', 'supervisor'];

export const roundsPages: readonly Page[] = [
  {
    name: 'round',
    path: '/rounds/:id',
    component: () => import('./RoundPage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
  {
    name: 'round-hall',
    path: '/rounds/:id/:hall',
    component: () => import('./InspectPage.vue'),
    module: 'supervision',
    perHall: true,
    roles,
    inner: true,
  },
];
