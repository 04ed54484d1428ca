import type { Terminal } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchTerminals } from './api';

const EVERY_MS = 60_000;

/** How the terminals of a hall stand, by their id; null while nobody knows, and after a question that was not answered. */
export function useTerminalStates(
  hall: () => string | null,
): ComputedRef<ReadonlyMap<string, Terminal['state']> | null> {
  const { data, problem } = useAnswer({ name: 'terminal-states', about: hall, ask: fetchTerminals, everyMs: EVERY_MS });
  return computed(() =>
    data.value === null || problem.value !== null
      ? null
      : new Map(data.value.map(({ terminalId, state }) => [terminalId, state])),
  );
}
