import type { NetworkNode } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ApiError } from '../../shared/http';
import { fetchTerminals } from '../terminals/api';
import { countStates, type TerminalCounts } from './terminals';

const EVERY_MS = 60_000;
/** Asked place by place: a province shows how many terminals there are, a district also how they are. */
const MOST_PLACES = 60;

/** How the terminals of each place are, by its code; the same states as on the terminals' own page. */
export function useTerminals(
  nodes: Readonly<Ref<readonly NetworkNode[]>>,
): ComputedRef<ReadonlyMap<string, TerminalCounts>> {
  const { data } = useAnswer({
    name: 'terminals-of-places',
    about: () => {
      const places = nodes.value.filter(({ terminals }) => terminals > 0).map(({ code }) => code);
      return places.length === 0 || places.length > MOST_PLACES ? null : places;
    },
    ask: countsOf,
    everyMs: EVERY_MS,
  });
  return computed(() => new Map(data.value ?? []));
}

async function countsOf(places: readonly string[]): Promise<[string, TerminalCounts][]> {
  const counts: [string, TerminalCounts][] = [];
  // one after the other: nobody waits for it, and the server has better to do
  for (const code of places) {
    try {
      counts.push([code, countStates(await fetchTerminals(code))]);
    } catch (error) {
      // of this place nothing is known then, and it is drawn so
      if (!(error instanceof ApiError)) throw error;
    }
  }
  return counts;
}
