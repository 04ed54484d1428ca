import type { SavedView, ViewedPage } from '@cockpit/contracts';
import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useAnswer, type Answer } from '../../shared/answer';
import { fetchViews } from './api';

/** The saved views somebody may open; asked once, whichever pages show them. */
export const useViews = (): Answer<SavedView[]> =>
  useAnswer({ name: 'views', about: () => ({}), ask: fetchViews, everyMs: 60_000 });

/** Whether an address opens this page. */
export const isOf = (page: ViewedPage, { address }: Pick<SavedView, 'address'>): boolean =>
  address.split('?', 1)[0] === page;

/** The same state may be said in any order. */
const inOrder = (address: string): string => {
  const [path = '', said = ''] = address.split('?');
  const sorted = new URLSearchParams(said);
  sorted.sort();
  return `${path}?${sorted.toString()}`;
};
export const isSame = (one: string, other: string): boolean => inOrder(one) === inOrder(other);

/** A page that is opened without saying anything begins with the view its reader chose for that. An address that says something is never changed. */
export function useStartView(page: ViewedPage): void {
  const route = useRoute();
  const router = useRouter();
  if (Object.keys(route.query).length > 0) return;
  // the page itself is there without it, and its list of views says what is wrong
  const { data } = useViews();
  const stop = watch(
    data,
    async (views) => {
      if (views === null) return;
      stop();
      const start = views.find((one) => one.start && isOf(page, one));
      if (start !== undefined && route.path === page && Object.keys(route.query).length === 0)
        await router.replace(start.address);
    },
    { flush: 'post' },
  );
}
