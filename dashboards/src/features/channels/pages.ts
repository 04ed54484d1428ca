import type { Page } from '../../shared/page';

export const channelsPages: readonly Page[] = [
  {
    name: 'channels',
    path: '/channels',
    component: () => import('./ChannelsPage.vue'),
    module: 'warning',
    perHall: false,
    roles: ['administrator', 'manager', 'supervisor'],
  },
];
