import { ROLES_WITH_HALLS, type Administration, type Caller, type Role } from '@cockpit/contracts';
import { ref } from 'vue';
import { createRouter, createWebHistory, type RouteLocation, type Router, type RouteRecordRaw } from 'vue-router';
import { useSessionStore } from '../features/session/store';
import { partFor } from '../features/session/may-open';
import type { PagePart } from '../shared/page';
import type { Theme } from '../shared/preferences';
import { wordsFor } from '../shared/i18n';
import type { WordsPart } from '../shared/i18n/parts';
import { PAGES } from './features';
import { onwards } from './onwards';
import { loadShell } from './shell';

declare module 'vue-router' {
  interface RouteMeta {
    theme?: Theme;
    /** who may open it; absent: everybody who is signed in */ roles?: readonly Role[];
    administers?: Administration;
    parts?: readonly PagePart[];
    /** `none`: the page brings its own frame */ frame?: 'none';
    open?: boolean;
    /** what it speaks with; absent: all words */ words?: WordsPart;
  }
}

/** Set while the page that was asked for could not be fetched. */
export const didNotCome = ref(false);

/** Set while a page that was asked for takes so long that one would tap again. */
export const isOpening = ref(false);
const SLOW_MS = 200;

const PartsPage = () => import('./PartsPage.vue');
const routes: RouteRecordRaw[] = [
  // the start of whoever begins with the halls; others go on from here to their own page and find the halls under their own address
  {
    path: '/',
    name: 'home',
    component: async () => (await Promise.all([PartsPage(), import('../features/halls/HallList.vue')]))[0],
    props: { page: 'overview', asked: 'halls' },
    meta: { roles: ROLES_WITH_HALLS },
  },
  { path: '/pages', name: 'pages', component: () => import('./AllPages.vue') },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('../features/session/SignInPage.vue'),
    meta: { frame: 'none', open: true },
  },
  {
    path: '/pair',
    name: 'pair',
    component: () => import('../features/screens/PairPage.vue'),
    meta: { theme: 'dark', frame: 'none', open: true },
  },
  ...PAGES.map((page): RouteRecordRaw => ({
    path: page.path,
    name: page.name,
    component: page.component ?? PartsPage,
    props: page.parts ? ({ query }) => ({ page: page.name, asked: query['part'] }) : true,
    meta: { ...page },
  })),
  ...PAGES.flatMap((page) =>
    (page.parts ?? [])
      .filter(({ path }) => path !== page.path)
      .map((part): RouteRecordRaw => ({
        path: part.path,
        name: part.name,
        meta: { ...part },
        redirect: ({ query }) => ({ name: page.name, query: { ...query, part: part.name } }),
      })),
  ),
  ...PAGES.flatMap(({ name, formerly: path }): RouteRecordRaw[] => (path ? [{ path, redirect: { name } }] : [])),
  { path: '/:rest(.*)*', redirect: '/' },
];

const ASK_AGAIN_MS = 5000;

/** The code of a page that is fetched when it is opened; a second call waits for the first. */
const codeOf = (component: unknown): Promise<unknown> | undefined =>
  typeof component === 'function' ? (component as () => Promise<unknown>)() : undefined;

export function createAppRouter(): Router {
  const router = createRouter({ history: createWebHistory(), routes });
  const session = useSessionStore();
  const signIn = ({ fullPath }: RouteLocation) => ({
    name: 'sign-in',
    query: { next: fullPath, ...(session.ended && { ended: '1' }) },
  });
  /** What a page needs besides its own code: its words, its frame and the part that is asked for. */
  const surroundings = ({ name, meta, query }: RouteLocation): Promise<unknown> =>
    Promise.all([
      wordsFor(meta.words ?? 'rest'),
      ...(meta.frame === 'none' ? [] : [loadShell()]),
      partFor({ name, parts: meta.parts }, query['part'], session.caller)?.component(),
    ]);
  router.beforeEach((to) => {
    // asked first: a browser sends six requests at a time, and a page has more files than that
    if (!to.meta.open) session.ready().catch(() => undefined);
    // fetched beside the answer who this is; who waits for it, hears of a failure
    surroundings(to).catch(() => undefined);
    for (const { components } of to.matched) codeOf(components?.default)?.catch(() => undefined);
  });
  router.beforeResolve(async (to) => {
    await surroundings(to);
  });
  let slow: ReturnType<typeof setTimeout> | undefined;
  const ended = (): void => {
    clearTimeout(slow);
    isOpening.value = false;
  };
  router.beforeEach((to, from) => {
    clearTimeout(slow);
    // the first page is announced by the document itself; the same page with another question says itself that it asks
    if (from.matched.length > 0 && to.name !== from.name)
      slow = setTimeout(() => {
        isOpening.value = true;
      }, SLOW_MS);
  });
  router.onError((_error, to) => {
    ended();
    // where its code or its words did not come, opening.js starts over with it
    document.documentElement.dataset.next = to.fullPath;
    didNotCome.value = true;
  });
  router.afterEach((_to, _from, failure) => {
    ended();
    didNotCome.value = failure !== undefined && didNotCome.value;
  });
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    // a server that cannot be reached is not a missing session: the page itself says what is wrong and keeps trying
    const caller = await session.ready().catch(() => 'unreachable' as const);
    if (caller === 'unreachable') {
      void askAgain();
      return true;
    }
    if (caller === null) return signIn(to);
    // the server answers nothing else before that
    if (caller.mustChangePassword || caller.mustSetSecondFactor)
      return to.name === 'account' ? true : { name: 'account' };
    return onwards(to, caller) ?? true;
  });

  let asking = false;
  /** Until the server has said who this is; then the page on the screen is what it would have been at first. */
  async function askAgain(): Promise<void> {
    if (asking) return;
    asking = true;
    let caller: Caller | 'unreachable' | null = 'unreachable';
    while (caller === 'unreachable') {
      await new Promise((resolve) => {
        setTimeout(resolve, ASK_AGAIN_MS);
      });
      caller = await session.ready().catch(() => 'unreachable' as const);
    }
    asking = false;
    const page = router.currentRoute.value;
    if (caller === null && !page.meta.open) await router.replace(signIn(page));
    else if (caller !== null) {
      const next = onwards(page, caller);
      if (next !== null) await router.replace(next);
    }
  }
  return router;
}
