import type { Page } from '../../shared/page';

export const deskPages: readonly Page[] = [
  {
    name: 'desk',
    path: '/desk/:hall',
    component: () => import('./DeskPage.vue'),
    module: 'supervision',
    perHall: true,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit'],
  },
  {
    name: 'plan',
    path: '/desk/:hall/plan',
    component: () => import('./PlanPage.vue'),
    module: 'supervision',
    perHall: true,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer'],
  },
  {
    name: 'manual',
    path: '/desk/:hall/manual',
    component: () => import('./ManualPage.vue'),
    module: 'supervision',
    perHall: true,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
