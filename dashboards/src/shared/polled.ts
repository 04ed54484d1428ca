import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { ApiError } from './http';
import { useTicker } from './ticker';

export interface Polled<T> {
  data: Readonly<Ref<T | null>>;
  /** why the last question was not answered; the answer before it stays, and grows old */
  problem: Readonly<Ref<ApiError | null>>;
  /** seconds since the answer shown was had */
  ageSec: ComputedRef<number>;
  /** two answers were missed */
  stale: ComputedRef<boolean>;
  refresh: () => Promise<void>;
}

/**
 * Something asked for again and again, and anew when `key` changes; how old the answer is, and why there is none. A page nobody
 * looks at does not ask.
 */
export function usePolled<T>(ask: () => Promise<T>, everyMs: number, key: () => unknown = () => null): Polled<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const seenAt = ref(Date.now());
  const now = useTicker();
  let turn = 0;
  /** questions on their way: the next is not asked in its turn before they are answered, or an answer slower than the turns would never be taken */
  let asking = 0;

  async function refresh(): Promise<void> {
    const mine = ++turn;
    asking += 1;
    try {
      const answer = await ask();
      if (mine !== turn) return;
      data.value = answer;
      seenAt.value = Date.now();
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = error;
    } finally {
      asking -= 1;
    }
  }

  watch(
    key,
    () => {
      data.value = null;
      problem.value = null;
      void refresh();
    },
    { immediate: true },
  );
  const timer = setInterval(() => {
    if (!document.hidden && asking === 0) void refresh();
  }, everyMs);
  /** its turn came while nobody looked */
  const shown = () => {
    if (!document.hidden && (data.value === null || Date.now() - seenAt.value >= everyMs)) void refresh();
  };
  document.addEventListener('visibilitychange', shown);
  onScopeDispose(() => {
    turn += 1;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', shown);
  });
  const ageSec = computed(() => Math.max(0, (now.value - seenAt.value) / 1000));
  return {
    data,
    problem,
    ageSec,
    stale: computed(() => data.value !== null && ageSec.value * 1000 > everyMs * 2.5 + 2000),
    refresh,
  };
}
