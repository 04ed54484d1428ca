import type { Page } from '../../shared/page';

export const sourcesPages: readonly Page[] = [
  {
    name: 'sources',
    path: '/admin/sources',
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor', 'security'],
    parts: [
      {
        name: 'feeds',
        path: '/feeds',
        component: () => import('../feeds/SourceStates.vue'),
        roles: ['administrator', 'manager', 'supervisor'],
      },
      {
        name: 'sources',
        path: '/admin/sources',
        component: () => import('./SourceKeys.vue'),
        roles: ['administrator', 'security'],
      },
      {
        name: 'connect',
        path: '/admin/sources/connect',
        component: () => import('../connect/ConnectSource.vue'),
        roles: ['administrator'],
      },
    ],
  },
];
