import type { Network } from '@cockpit/contracts';
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { useTicker } from '../../shared/ticker';
import { fetchNetwork } from './api';

const EVERY_MS = 10_000;
/** Two answers missed: what is shown may no longer be so. */
const OLD_SEC = 25;

/** The network, asked again every ten seconds; how old the answer is, and why there is none. */
export function useNetwork(): {
  network: Readonly<Ref<Network | null>>; problem: Readonly<Ref<ApiError | null>>; ageSec: ComputedRef<number>; stale: ComputedRef<boolean>; refresh: () => Promise<void>;
} {
  const network = shallowRef<Network | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const seenAt = ref(0);
  const now = useTicker();

  async function refresh(): Promise<void> {
    try {
      network.value = await fetchNetwork();
      seenAt.value = Date.now();
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
    }
  }

  void refresh();
  const timer = setInterval(() => { void refresh(); }, EVERY_MS);
  onScopeDispose(() => { clearInterval(timer); });
  const ageSec = computed(() => Math.max(0, (now.value - seenAt.value) / 1000));
  return { network, problem, ageSec, stale: computed(() => network.value !== null && ageSec.value > OLD_SEC), refresh };
}
