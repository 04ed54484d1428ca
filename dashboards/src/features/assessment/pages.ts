import type { Page } from '../../shared/page';

const shared = { module: 'indicators', perHall: false, roles: ['administrator', 'manager', 'supervisor'] } as const;
export const assessmentPages: readonly Page[] = [
  {
    name: 'assessments',
    path: '/assessments',
    component: () => import('./AssessmentsPage.vue'),
    ...shared,
    formerly: [
      { path: '/assessments/scheme', query: { part: 'assessment-scheme' } },
      { path: '/points', query: { part: 'points' } },
    ],
  },
  {
    name: 'assessment',
    path: '/assessments/:id/:place?',
    component: () => import('./AssessmentPage.vue'),
    ...shared,
    inner: true,
  },
];
