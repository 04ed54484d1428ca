import type { Ground, Network } from '@cockpit/contracts';
import { computed } from 'vue';
import { useAgingAnswer, useAnswer, type AgingAnswer, type Answer } from '../../shared/answer';
import { fetchGround, fetchNetwork } from './api';
import { useTerminals } from './use-terminals';

const EVERY_MS = 10_000;

/** All places as they are now, the ground they stand on, and their terminals. */
export function useNetwork(): {
  network: AgingAnswer<Network>;
  ground: Answer<Ground>;
  terminals: ReturnType<typeof useTerminals>;
} {
  const network = useAgingAnswer({ name: 'network', about: () => 'all', ask: fetchNetwork, everyMs: EVERY_MS });
  const ground = useAnswer({ name: 'ground', about: () => 'all', ask: fetchGround });
  const terminals = useTerminals(computed(() => network.data.value?.nodes ?? []));
  return { network, ground, terminals };
}
