import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { useSessionStore } from '../features/session/store';
import type { Theme } from '../shared/preferences';
import { PAGES } from './pages';

declare module 'vue-router' {
  interface RouteMeta { theme?: Theme; /** `none`: the page brings its own frame */ frame?: 'none'; open?: boolean }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('../features/halls/HomePage.vue') },
  { path: '/sign-in', name: 'sign-in', component: () => import('../features/session/SignInPage.vue'), meta: { frame: 'none', open: true } },
  { path: '/pair', name: 'pair', component: () => import('../features/screens/PairPage.vue'), meta: { theme: 'dark', frame: 'none', open: true } },
  ...PAGES.map(({ path, name, component, theme, frame }): RouteRecordRaw => ({ path, name, component, props: true, meta: { ...(theme && { theme }), ...(frame && { frame }) } })),
  { path: '/:rest(.*)*', redirect: '/' },
];

export function createAppRouter(): Router {
  const router = createRouter({ history: createWebHistory(), routes });
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    // a server that cannot be reached is not a missing session: the page itself says what is wrong and keeps trying
    const caller = await useSessionStore().ready().catch(() => 'unreachable' as const);
    return caller === null ? { name: 'sign-in', query: { next: to.fullPath } } : true;
  });
  return router;
}
