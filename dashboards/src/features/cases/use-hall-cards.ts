import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchCounts } from './api';

const EVERY_MS = 15_000;
/** Older than this and they no longer describe the day on the screen. */
const TOO_OLD_MS = 2 * 60_000;

export interface HallCards { open: number; red: number; yellow: number }

/** Open matters of a hall and how many of them are red and yellow: the figures of the list, asked again every quarter of a minute. */
export function useHallCards(hall: Readonly<Ref<string>>): Readonly<Ref<HallCards | null>> {
  const cards = shallowRef<HallCards | null>(null);
  const seenAt = ref(0);

  async function refresh(asked: string): Promise<void> {
    try {
      const { total } = await fetchCounts('hall', { state: 'all', hall: asked });
      if (asked !== hall.value) return;
      // a hall that handles no matters has no such figures, rather than noughts
      cards.value = total.total === 0 ? null : { open: total.open, red: total.red, yellow: total.yellow };
      seenAt.value = Date.now();
    } catch {
      // asked again soon; a figure nobody confirms any more is taken off the wall
      if (Date.now() - seenAt.value > TOO_OLD_MS) cards.value = null;
    }
  }

  watch(hall, (code) => { cards.value = null; void refresh(code); }, { immediate: true });
  const timer = setInterval(() => { void refresh(hall.value); }, EVERY_MS);
  onScopeDispose(() => { clearInterval(timer); });
  return cards;
}
