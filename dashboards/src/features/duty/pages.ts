import type { Page } from '../../shared/page';

const roles = ['administrator', 'manager', 'supervisor'] as const;
/** Who is on duty, and who can do what. */
export const dutyPages: readonly Page[] = [
  {
    name: 'duty',
    path: '/duty',
    module: 'warning',
    perHall: false,
    roles,
    parts: [
      { name: 'duty', path: '/duty', component: () => import('./Roster.vue'), roles },
      { name: 'skills', path: '/skills', component: () => import('../skills/Skills.vue'), roles },
    ],
  },
];
