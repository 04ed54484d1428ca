import type { Page } from '../../shared/page';

export const dutyPages: readonly Page[] = [
  {
    name: 'duty',
    path: '/duty',
    component: () => import('./DutyPage.vue'),
    module: 'warning',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
    formerly: [{ path: '/skills', query: { part: 'skills' } }],
  },
];
