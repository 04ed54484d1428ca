import type { Page } from '../../app/pages';

export const helpPages: readonly Page[] = [
  {
    name: 'help',
    path: '/help/:document?',
    component: () => import('./HelpPage.vue'),
    module: null,
    perHall: false,
    roles: ['administrator', 'security', 'auditor', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
    inner: true,
  },
];
