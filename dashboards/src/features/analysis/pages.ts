import type { Page } from '../../shared/page';

export const analysisPages: readonly Page[] = [
  {
    name: 'analysis',
    path: '/analysis',
    component: () => import('./AnalysisPage.vue'),
    module: 'analysis',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
