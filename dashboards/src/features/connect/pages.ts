import type { Page } from '../../shared/page';

export const connectPages: readonly Page[] = [
  {
    name: 'connect',
    path: '/admin/sources/connect',
    component: () => import('./ConnectPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
];
