import type { Page } from '../../app/pages';

export const sourcesPages: readonly Page[] = [
  {
    name: 'sources',
    path: '/admin/sources',
    component: () => import('./SourcesPage.vue'),
    module: 'administration',
    perHall: false,
    roles: ['administrator', 'security'],
  },
];
