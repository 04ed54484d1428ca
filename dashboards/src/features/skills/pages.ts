import type { Page } from '../../shared/page';

export const skillsPages: readonly Page[] = [
  {
    name: 'skills',
    path: '/skills',
    component: () => import('./SkillsPage.vue'),
    module: 'supervision',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
