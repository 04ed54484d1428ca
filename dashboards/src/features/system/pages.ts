import type { Page } from '../../app/pages';

export const systemPages: readonly Page[] = [
  {
    name: 'system',
    path: '/admin/system',
    component: () => import('./SystemPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
];
