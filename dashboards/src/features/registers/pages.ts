import type { Page } from '../../shared/page';

export const registersPages: readonly Page[] = [
  {
    name: 'registers',
    path: '/registers',
    component: () => import('./RegistersPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
    formerly: [
      { path: '/admin/days', query: { part: 'days' } },
      { path: '/admin/calendars', query: { part: 'calendars' } },
      { path: '/clocks', query: { part: 'clocks' } },
      { path: '/targets', query: { part: 'targets' } },
    ],
  },
];
