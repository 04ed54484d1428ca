import type { Page } from '../../shared/page';

const roles = ['administrator', 'manager', 'supervisor'] as const;
/** The assessments, the scheme they are made by, and what is counted instead of assessed. */
export const assessmentPages: readonly Page[] = [
  {
    name: 'assessments',
    path: '/assessments',
    module: 'indicators',
    perHall: false,
    roles,
    parts: [
      { name: 'assessments', path: '/assessments', component: () => import('./AssessmentList.vue'), roles },
      { name: 'assessment-scheme', path: '/assessments/scheme', component: () => import('./Scheme.vue'), roles },
      { name: 'points', path: '/points', component: () => import('../points/Points.vue'), roles },
    ],
  },
  {
    name: 'assessment',
    path: '/assessments/:id/:place?',
    component: () => import('./AssessmentPage.vue'),
    module: 'indicators',
    perHall: false,
    roles,
    inner: true,
  },
];
