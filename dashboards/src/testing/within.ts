import { VueQueryPlugin, type QueryClient } from '@tanstack/vue-query';
import { createPinia, setActivePinia, type Pinia } from 'pinia';
import { createApp, effectScope } from 'vue';
import { i18n } from '../shared/i18n';
import { createQueryClient } from '../shared/query-client';

export interface Within<T> {
  value: T;
  client: QueryClient;
  pinia: Pinia;
  /** the component is gone */ stop: () => void;
}

/** Runs what a component would run while it is set up, within an app of its own. */
export function within<T>(setup: () => T): Within<T> {
  const client = createQueryClient();
  const pinia = createPinia();
  const app = createApp({}).use(pinia).use(i18n).use(VueQueryPlugin, { queryClient: client });
  client.mount();
  setActivePinia(pinia);
  const scope = effectScope(true);
  const value = app.runWithContext(() => scope.run(setup)) as T;
  return {
    value,
    client,
    pinia,
    stop: () => {
      scope.stop();
      client.clear();
      client.unmount();
    },
  };
}
