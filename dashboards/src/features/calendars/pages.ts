import type { Page } from '../../app/pages';

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
