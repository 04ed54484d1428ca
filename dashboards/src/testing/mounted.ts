import { VueQueryPlugin, type QueryClient } from '@tanstack/vue-query';
import type { Caller } from '@cockpit/contracts';
import { enableAutoUnmount, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { BY_NAME } from '../app/entries';
import { MESSAGES } from '../app/features';
import { useSessionStore } from '../features/session/store';
import { i18n } from '../shared/i18n';
import { spoken } from '../shared/i18n/spoken';
import { createQueryClient } from '../shared/query-client';

// the page is shared by the files of a worker (tests/support/component): what one leaves mounted would ask in the next one
enableAutoUnmount((unmount) => {
  globalThis.addEventListener('test-file-over', unmount);
});

for (const words of MESSAGES) {
  i18n.global.mergeLocaleMessage('zh-CN', spoken(words['zh-CN']));
  i18n.global.mergeLocaleMessage('en', spoken(words.en));
}

export interface Mounted {
  page: VueWrapper;
  router: Router;
  client: QueryClient;
  /** the element a test id names */
  byTestId: (id: string) => ReturnType<VueWrapper['find']>;
}

const NOTHING = { template: '<div />' };
/** Every address there is, with who may open it; a part of a page is mounted without a hall as well. */
const ROUTES = [
  { name: 'home', path: '/' },
  { name: 'pages', path: '/pages' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'pair', path: '/pair' },
  ...BY_NAME.values(),
].map((page) => ({
  name: page.name,
  path: page.path.replace(':hall', ':hall?'),
  component: NOTHING,
  meta: 'roles' in page ? { roles: page.roles } : {},
}));

/** A component as it stands on its page: with words, stores, addresses and answers of the server. */
export async function mounted(
  component: Component,
  props: Record<string, unknown> = {},
  { caller = null, address = '/' }: { caller?: Caller | null; address?: string } = {},
): Promise<Mounted> {
  const client = createQueryClient();
  const pinia = createPinia();
  setActivePinia(pinia);
  const router = createRouter({ history: createMemoryHistory(), routes: ROUTES });
  await router.push(address);
  const page = mount(component, {
    props,
    attachTo: document.body,
    global: {
      // there is nothing to draw on; what a chart shows is tested by its option
      stubs: { EChart: true },
      plugins: [
        pinia,
        i18n,
        router,
        [VueQueryPlugin, { queryClient: client }],
        () => {
          useSessionStore().caller = caller;
        },
      ],
    },
  }) as VueWrapper;
  return { page, router, client, byTestId: (id) => page.find(`[data-testid="${id}"]`) };
}

/** What a component would make while it is set up, on its page: with words, stores, addresses and answers of the server. */
export async function composed<T>(
  make: () => T,
  options: Parameters<typeof mounted>[2] = {},
): Promise<Mounted & { value: T }> {
  const made: T[] = [];
  const all = await mounted(
    {
      setup: () => {
        made.push(make());
        return () => null;
      },
    },
    {},
    options,
  );
  return { ...all, value: made[0] as T };
}
