import type { Page } from '../../shared/page';

export const bookingsPages: readonly Page[] = [
  {
    name: 'bookings',
    path: '/bookings/:hall',
    component: () => import('./BookingsPage.vue'),
    module: 'warning',
    perHall: true,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
