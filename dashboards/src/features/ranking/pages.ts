import type { Page } from '../../app/pages';

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
