import type { Page } from '../../shared/page';

const roles = ['administrator', 'manager', 'supervisor'] as const;
export const bulletinPages: readonly Page[] = [
  {
    name: 'bulletins',
    path: '/bulletins',
    component: () => import('./BulletinsPage.vue'),
    module: 'indicators',
    perHall: false,
    roles,
  },
  {
    name: 'bulletin',
    path: '/bulletins/:id',
    component: () => import('./BulletinPage.vue'),
    module: 'indicators',
    perHall: false,
    roles,
    inner: true,
  },
];
