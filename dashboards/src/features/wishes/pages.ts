import type { Page } from '../../shared/page';

export const wishesPages: readonly Page[] = [
  {
    name: 'wishes',
    path: '/wishes',
    component: () => import('./WishesPage.vue'),
    module: 'warning',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'officer', 'unit', 'guide'],
  },
];
