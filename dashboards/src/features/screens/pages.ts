import type { Page } from '../../shared/page';

export const screensPages: readonly Page[] = [
  {
    name: 'screens',
    path: '/admin/screens',
    component: () => import('./ScreensPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
