import type { Page } from '../../app/pages';

export const officerPages: readonly Page[] = [
  {
    name: 'me',
    path: '/me',
    component: () => import('./MyPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'officer', 'unit'],
  },
];
