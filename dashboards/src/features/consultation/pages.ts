import type { Page } from '../../shared/page';

export const consultationPages: readonly Page[] = [
  {
    name: 'consultation',
    path: '/consultation',
    component: () => import('./ConsultationPage.vue'),
    module: 'aggregation',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
