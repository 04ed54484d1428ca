import type { Ground, Network } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useAgingAnswer, useAnswer, type AgingAnswer, type Answer } from '../../shared/answer';
import { fetchTerminalStates } from '../terminals/api';
import { fetchGround, fetchNetwork } from './api';
import { countsByHall, type TerminalCounts } from './terminals';

const EVERY_MS = 10_000;
const TERMINALS_MS = 60_000;

/** All places as they are now, the ground they stand on, and by the code of each how its terminals are, as on their own page. */
export function useNetwork(withTerminals: () => boolean = () => true): {
  network: AgingAnswer<Network>;
  ground: Answer<Ground>;
  terminals: ComputedRef<ReadonlyMap<string, TerminalCounts>>;
} {
  const network = useAgingAnswer({ name: 'network', about: () => 'all', ask: fetchNetwork, everyMs: EVERY_MS });
  const ground = useAnswer({ name: 'ground', about: () => 'all', ask: fetchGround });
  const { data } = useAnswer({
    name: 'terminals-of-places',
    about: () =>
      withTerminals() && network.data.value?.nodes.some(({ terminals }) => terminals > 0) === true ? 'all' : null,
    ask: fetchTerminalStates,
    everyMs: TERMINALS_MS,
  });
  return { network, ground, terminals: computed(() => countsByHall(data.value ?? [])) };
}
