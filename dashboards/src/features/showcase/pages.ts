import type { Page } from '../../app/pages';

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
