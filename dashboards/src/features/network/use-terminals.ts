import type { NetworkNode } from '@cockpit/contracts';
import { useIntervalFn } from '@vueuse/core';
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchTerminals } from './api';
import { countStates, type TerminalCounts } from './terminals';

const EVERY_MS = 60_000;
/** Asked place by place: a province shows how many terminals there are, a district also how they are. */
const MOST_PLACES = 60;

/** How the terminals of each place are, by its code; the same states as on the terminals' own page. */
export function useTerminals(
  nodes: Readonly<Ref<readonly NetworkNode[]>>,
): Readonly<Ref<ReadonlyMap<string, TerminalCounts>>> {
  const counts = shallowRef<ReadonlyMap<string, TerminalCounts>>(new Map());
  let round = 0;

  async function refresh(): Promise<void> {
    const turn = ++round;
    const places = nodes.value.filter(({ terminals }) => terminals > 0);
    if (places.length === 0 || places.length > MOST_PLACES) return;
    const told = new Map(counts.value);
    // one after the other: nobody waits for it, and the server has better to do
    for (const { code } of places) {
      try {
        const states = countStates(await fetchTerminals(code));
        if (turn !== round) return;
        told.set(code, states);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        // of this place nothing is known then, and it is drawn so
        told.delete(code);
      }
      counts.value = new Map(told);
    }
  }

  watch(
    () => nodes.value.map(({ code }) => code).join(),
    () => {
      void refresh();
    },
    { immediate: true },
  );
  useIntervalFn(() => {
    void refresh();
  }, EVERY_MS);
  onScopeDispose(() => {
    round++;
  });
  return counts;
}
