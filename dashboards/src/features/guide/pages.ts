import type { Page } from '../../shared/page';

const roles = ['administrator', 'manager', 'supervisor', 'guide'] as const;

export const guidePages: readonly Page[] = [
  {
    name: 'guide',
    path: '/guide/:hall',
    component: () => import('./GuidePage.vue'),
    module: 'supervision',
    perHall: true,
    roles,
    words: 'guide',
  },
  {
    name: 'guide-start',
    path: '/guide',
    component: () => import('../halls/HallStart.vue'),
    module: null,
    perHall: false,
    roles,
    inner: true,
  },
];
