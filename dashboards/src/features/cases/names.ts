import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { useHallsStore } from '../halls/store';
import { fetchCounts } from './api';
import type { CountBy } from './filter';

const NAMED = ['unit', 'officer', 'stage', 'item', 'package'] as const satisfies readonly CountBy[];
/** Names of officers and items change with the organisation, which is not often. */
const KEEP_MS = 10 * 60_000;

/** What the codes in a matter are called; a code nobody has named stands for itself. */
export const useMatterNames = defineStore('matter-names', () => {
  const halls = useHallsStore();
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  let askedAt = 0;

  async function load(): Promise<void> {
    if (Date.now() - askedAt < KEEP_MS) return;
    askedAt = Date.now();
    try {
      const counts = await Promise.all(NAMED.map((by) => fetchCounts(by, { state: 'all' })));
      names.value = new Map(
        counts.flatMap(({ by, items }) =>
          items.flatMap(({ key, name }) => (key === null || name === null ? [] : [[`${by} ${key}`, name] as const])),
        ),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // a list of codes is still a list; names come with the next page
      askedAt = 0;
    }
  }

  const nameOf = (by: CountBy, key: string): string =>
    (by === 'hall' ? halls.names.get(key) : names.value.get(`${by} ${key}`)) ?? key;
  return { load, nameOf };
});
