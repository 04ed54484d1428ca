import type { SavedView, ViewedPage } from '@cockpit/contracts';
import { onMounted } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useAnswer, type Answer } from '../../shared/answer';
import { ApiError } from '../../shared/http';
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
  onMounted(async () => {
    if (Object.keys(route.query).length > 0) return;
    try {
      const start = (await fetchViews()).find((one) => one.start && isOf(page, one));
      if (start !== undefined && route.path === page && Object.keys(route.query).length === 0)
        await router.replace(start.address);
    } catch (error) {
      // the page itself is there without it, and its list of views says what is wrong
      if (!(error instanceof ApiError)) throw error;
    }
  });
}
