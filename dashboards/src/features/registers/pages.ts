import type { Page } from '../../shared/page';

const running = ['administrator', 'manager', 'supervisor'] as const;
/** What the bureau lays down for all halls: opening days, holidays, limits and targets. */
export const registersPages: readonly Page[] = [
  {
    name: 'registers',
    path: '/registers',
    module: 'administration',
    perHall: false,
    roles: running,
    parts: [
      {
        name: 'days',
        path: '/admin/days',
        component: () => import('../days/Days.vue'),
        roles: ['administrator'],
      },
      {
        name: 'calendars',
        path: '/admin/calendars',
        component: () => import('../calendars/Calendars.vue'),
        roles: ['administrator'],
      },
      { name: 'clocks', path: '/clocks', component: () => import('../clocks/Clocks.vue'), roles: running },
      { name: 'targets', path: '/targets', component: () => import('../targets/Targets.vue'), roles: running },
    ],
  },
];
