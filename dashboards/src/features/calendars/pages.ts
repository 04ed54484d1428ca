import type { Page } from '../../shared/page';

export const calendarsPages: readonly Page[] = [
  {
    name: 'calendars',
    path: '/admin/calendars',
    component: () => import('./CalendarsPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator'],
  },
];
