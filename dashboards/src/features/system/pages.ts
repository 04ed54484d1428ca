import type { Page } from '../../shared/page';

export const systemPages: readonly Page[] = [
  {
    name: 'system',
    path: '/admin/system',
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'auditor'],
    parts: [
      {
        name: 'system',
        path: '/admin/system',
        component: () => import('./SystemState.vue'),
        roles: ['administrator'],
      },
      {
        name: 'audit',
        path: '/admin/audit',
        component: () => import('../audit/AuditLog.vue'),
        roles: ['administrator', 'auditor'],
        administers: 'audit',
      },
    ],
  },
];
