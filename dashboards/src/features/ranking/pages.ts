import type { Page } from '../../shared/page';

export const rankingPages: readonly Page[] = [
  {
    name: 'ranking',
    path: '/ranking',
    component: () => import('./RankingPage.vue'),
    module: 'indicators',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
