import type { Page } from '../../shared/page';

const shared = { module: 'indicators', perHall: false, roles: ['administrator', 'manager', 'supervisor'] } as const;
export const assessmentPages: readonly Page[] = [
  { name: 'assessments', path: '/assessments', component: () => import('./AssessmentsPage.vue'), ...shared },
  {
    name: 'assessment-scheme',
    path: '/assessments/scheme',
    component: () => import('./SchemePage.vue'),
    ...shared,
    inner: true,
  },
  {
    name: 'assessment',
    path: '/assessments/:id',
    component: () => import('./AssessmentPage.vue'),
    ...shared,
    inner: true,
  },
  {
    name: 'assessment-sheet',
    path: '/assessments/:id/:place',
    component: () => import('./SheetPage.vue'),
    ...shared,
    inner: true,
  },
];
