import type { Page } from '../../shared/page';

export const visitsPages: readonly Page[] = [
  {
    name: 'visits',
    path: '/analysis/visits',
    component: () => import('./VisitsPage.vue'),
    module: 'analysis',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
    inner: true,
  },
];
