import type { NetworkNode } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchTerminalStates } from '../terminals/api';
import { countsByHall, type TerminalCounts } from './terminals';

const EVERY_MS = 60_000;

/** How the terminals of each place are, by its code; the same states as on the terminals' own page. */
export function useTerminals(
  nodes: Readonly<Ref<readonly NetworkNode[]>>,
): ComputedRef<ReadonlyMap<string, TerminalCounts>> {
  const { data } = useAnswer({
    name: 'terminals-of-places',
    about: () => (nodes.value.some(({ terminals }) => terminals > 0) ? 'all' : null),
    ask: fetchTerminalStates,
    everyMs: EVERY_MS,
  });
  return computed(() => countsByHall(data.value ?? []));
}
