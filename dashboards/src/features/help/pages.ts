import type { Page } from '../../shared/page';

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
