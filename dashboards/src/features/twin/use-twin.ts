import type { TwinEffect } from '@cockpit/contracts';
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchTwin } from './api';

const EVERY_MS = 30_000;
/** Older than this and it no longer describes the day on the screen. */
const TOO_OLD_MS = 5 * 60_000;

/** The hall beside its twin, asked again every half minute; `stale` once it could not be had for five minutes. */
export function useTwin(hall: Readonly<Ref<string>>): { twin: Readonly<Ref<TwinEffect | null>>; stale: Readonly<Ref<boolean>> } {
  const twin = shallowRef<TwinEffect | null>(null);
  const stale = ref(false);
  let seenAt = 0;
  /** a hall without a twin has none a minute later either */
  let none = false;

  async function refresh(asked: string): Promise<void> {
    try {
      const effect = await fetchTwin(asked);
      if (asked !== hall.value) return;
      twin.value = effect;
      none = effect === null;
      seenAt = Date.now();
      stale.value = false;
    } catch {
      // asked again soon; what is shown turns grey when that goes on for too long
      stale.value = Date.now() - seenAt > TOO_OLD_MS;
    }
  }

  watch(hall, (code) => { twin.value = null; none = false; void refresh(code); }, { immediate: true });
  const timer = setInterval(() => { if (!none) void refresh(hall.value); }, EVERY_MS);
  onScopeDispose(() => { clearInterval(timer); });
  return { twin, stale };
}
