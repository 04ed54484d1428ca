import type { Page } from '../../shared/page';

const administration = { module: 'administration', perHall: false, roles: ['administrator'] } as const;

export const organisationPages: readonly Page[] = [
  {
    ...administration,
    name: 'organisation',
    path: '/admin/organisation',
    component: () => import('./OrganisationPage.vue'),
  },
  {
    ...administration,
    name: 'place',
    path: '/admin/organisation/places/:place?',
    formerly: '/admin/organisation/new',
    inner: true,
    component: () => import('./PlacePage.vue'),
  },
];
