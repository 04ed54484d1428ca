import type { Page } from '../../shared/page';

export const forecastPages: readonly Page[] = [
  {
    name: 'forecast',
    path: '/forecast/:hall',
    component: () => import('./ForecastPage.vue'),
    module: 'warning',
    perHall: true,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
