import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';

/**
 * Something fetched for a hall and kept fresh while the panel is open. What was fetched last stays while it is fetched again; a failure
 * is told beside it.
 */
export function useLoad<T>(hall: Ref<string>, fetch: (hall: string) => Promise<T>, everyMs: number | null = null) {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const loading = ref(false);

  async function load(): Promise<void> {
    const asked = hall.value;
    loading.value = true;
    try {
      const fetched = await fetch(asked);
      if (asked !== hall.value) return;
      value.value = fetched;
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (asked === hall.value) problem.value = error;
    } finally {
      if (asked === hall.value) loading.value = false;
    }
  }

  watch(hall, () => {
    value.value = null;
    void load();
  }, { immediate: true });
  const timer = everyMs === null ? undefined : setInterval(() => { if (!document.hidden) void load(); }, everyMs);
  onBeforeUnmount(() => { clearInterval(timer); });
  return { value, problem, loading, load };
}
