import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { useTicker } from '../../shared/ticker';

/**
 * Something fetched for a hall and kept fresh while the panel is open. What was fetched last stays while it is fetched again; a failure
 * is told beside it, with how old is what stands there.
 */
export function useLoad<T>(hall: Ref<string>, fetch: (hall: string) => Promise<T>, everyMs: number | null = null) {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const loading = ref(false);
  const seenAt = ref(Date.now());
  const now = useTicker();
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const fetched = await fetch(hall.value);
      if (mine !== turn) return;
      value.value = fetched;
      seenAt.value = Date.now();
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = error;
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  watch(
    hall,
    () => {
      value.value = null;
      problem.value = null;
      void load();
    },
    { immediate: true },
  );
  const timer =
    everyMs === null
      ? undefined
      : setInterval(() => {
          if (!document.hidden && !loading.value) void load();
        }, everyMs);
  onScopeDispose(() => {
    turn += 1;
    clearInterval(timer);
  });
  /** seconds since what stands there was fetched; null while it is as fresh as it should be */
  const lateSec = computed(() =>
    problem.value === null || value.value === null ? null : Math.max(0, (now.value - seenAt.value) / 1000),
  );
  return { value, problem, loading, lateSec, load };
}
