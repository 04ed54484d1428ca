import type { Page } from '../../shared/page';

export const showcasePages: readonly Page[] = [
  {
    name: 'showcase',
    path: '/showcase',
    component: () => import('./ShowcasePage.vue'),
    module: null,
    perHall: false,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
  },
];
