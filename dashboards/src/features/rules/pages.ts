import type { Page } from '../../shared/page';

export const rulesPages: readonly Page[] = [
  {
    name: 'rules',
    path: '/rules',
    component: () => import('./RulesPage.vue'),
    module: 'warning',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
