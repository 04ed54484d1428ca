import type { Page } from '../../shared/page';

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
