import { computed, shallowRef, watch, type ComputedRef } from 'vue';

/** Rows of a page of a long list. */
export const PAGE_SIZE = 50;

export interface ListPage<T> {
  items: T[];
  /** null: it is the last one */
  next: string | null;
}

export interface Pages {
  /** of the page that is shown; null of the first */
  cursor: ComputedRef<string | null>;
  /** its number, from 1 */
  number: ComputedRef<number>;
  forth: (next: string) => void;
  back: () => void;
}

/** Which page of a list with cursors is shown. Another question begins at the first. */
export function usePages(question: () => unknown): Pages {
  /** cursors of the pages up to this one; the first has none */
  const cursors = shallowRef<readonly (string | null)[]>([null]);
  watch(
    () => JSON.stringify(question()),
    () => {
      cursors.value = [null];
    },
    { flush: 'sync' },
  );
  return {
    cursor: computed(() => cursors.value.at(-1) ?? null),
    number: computed(() => cursors.value.length),
    forth: (next) => {
      cursors.value = [...cursors.value, next];
    },
    back: () => {
      if (cursors.value.length > 1) cursors.value = cursors.value.slice(0, -1);
    },
  };
}

/** The same of a list that is there as a whole, because it is sorted or searched here: the rows of the page that is shown. */
export function usePagesOf<T>(
  list: () => readonly T[],
  question: () => unknown,
): { pages: Pages; shown: ComputedRef<readonly T[]>; next: ComputedRef<string | null> } {
  const pages = usePages(question);
  const end = computed(() => pages.number.value * PAGE_SIZE);
  return {
    pages,
    shown: computed(() => list().slice(end.value - PAGE_SIZE, end.value)),
    next: computed(() => (end.value < list().length ? String(end.value) : null)),
  };
}

/** The fields of a request for a page. */
export const pageFields = (cursor: string | null, limit = PAGE_SIZE): Record<string, string> => ({
  limit: String(limit),
  ...(cursor === null ? {} : { cursor }),
});
