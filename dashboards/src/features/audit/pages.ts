import type { Page } from '../../app/pages';

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
