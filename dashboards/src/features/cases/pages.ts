import type { MatterDeskName, Role } from '@cockpit/contracts';
import type { Page } from '../../shared/page';

const roles: readonly Role[] = ['administrator', 'manager', 'supervisor', 'officer', 'unit'];
const leading: readonly Role[] = ['administrator', 'manager', 'supervisor'];
/** Desks with a part of their own; items of enterprises are seen to on that of enterprises. */
const DESKS = ['difficult', 'enterprise', 'hotline', 'complaints'] as const satisfies readonly MatterDeskName[];

/** What has a deadline: all of it, that of each desk, and the lists that lead to more of it. */
export const casesPages: readonly Page[] = [
  {
    name: 'cases',
    path: '/cases',
    module: 'supervision',
    perHall: false,
    roles,
    parts: [
      { name: 'cases', path: '/cases', component: () => import('./AllCases.vue'), roles },
      ...DESKS.map((desk) => ({
        name: `desk-${desk}`,
        path: `/desks/${desk}`,
        component: () => import('../desks/DeskPart.vue'),
        props: { desk },
        roles,
      })),
      { name: 'ratings', path: '/ratings', component: () => import('../ratings/RatingsPart.vue'), roles: leading },
      { name: 'rounds', path: '/rounds', component: () => import('../rounds/RoundList.vue'), roles: leading },
      {
        name: 'consultation',
        path: '/consultation',
        component: () => import('../consultation/ConsultationPart.vue'),
        roles: leading,
      },
    ],
  },
  {
    name: 'case-new',
    path: '/cases/new',
    component: () => import('../acts/NewCasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
  {
    name: 'case',
    path: '/cases/:id',
    component: () => import('./CasePage.vue'),
    module: 'supervision',
    perHall: false,
    roles,
    inner: true,
  },
];
