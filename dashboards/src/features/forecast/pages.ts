import type { Page } from '../../app/pages';

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
