import { ROLES_WITH_HALLS } from '@cockpit/contracts';
import type { Page } from '../../shared/page';

/** The start: what waits for a decision, the map, and the halls, which also stand under `/` for whoever begins with them. */
export const overviewPages: readonly Page[] = [
  {
    name: 'overview',
    path: '/overview',
    module: 'aggregation',
    perHall: false,
    roles: ROLES_WITH_HALLS,
    parts: [
      {
        name: 'overview',
        path: '/overview',
        component: () => import('./OverviewBoard.vue'),
        roles: ['administrator', 'manager', 'supervisor'],
      },
      {
        name: 'network',
        path: '/network',
        component: () => import('../network/PlaceMap.vue'),
        roles: ['administrator', 'manager', 'supervisor', 'guide', 'officer'],
      },
      {
        name: 'halls',
        path: '/halls',
        component: () => import('../halls/HallList.vue'),
        roles: ROLES_WITH_HALLS,
      },
    ],
  },
];
