import type { Page } from '../../shared/page';

export const auditPages: readonly Page[] = [
  {
    name: 'audit',
    path: '/admin/audit',
    component: () => import('./AuditPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'auditor'],
    administers: 'audit',
  },
];
