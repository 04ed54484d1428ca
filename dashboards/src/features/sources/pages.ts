import type { Page } from '../../shared/page';

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
