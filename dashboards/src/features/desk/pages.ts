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
    name: 'desk-start',
    path: '/desk',
    component: () => import('../halls/HallStart.vue'),
    module: null,
    perHall: false,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor'],
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
