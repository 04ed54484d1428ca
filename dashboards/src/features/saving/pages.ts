import type { Page } from '../../shared/page';

export const savingPages: readonly Page[] = [
  {
    name: 'saving',
    path: '/desk/:hall/saving',
    component: () => import('./SavingPage.vue'),
    module: 'supervision',
    perHall: true,
    inner: true,
    roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer'],
  },
];
