import type { Page } from '../../shared/page';

export const aheadPages: readonly Page[] = [
  {
    name: 'plan-ahead',
    path: '/desk/:hall/ahead',
    component: () => import('./AheadPage.vue'),
    module: 'supervision',
    perHall: true,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
