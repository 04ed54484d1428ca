import type { Page } from '../../shared/page';

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
