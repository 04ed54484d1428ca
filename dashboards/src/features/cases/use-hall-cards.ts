import { computed, type ComputedRef, type Ref } from 'vue';
import { usePolled } from '../../shared/polled';
import { fetchCounts } from './api';

/** Older than this and they no longer describe the day on the screen: a figure nobody confirms any more is taken off the wall. */
const TOO_OLD_SEC = 2 * 60;

export interface HallCards {
  open: number;
  red: number;
  yellow: number;
}

/** Open matters of a hall and how many of them are red and yellow: the figures of the list, asked again every quarter of a minute. */
export function useHallCards(hall: Readonly<Ref<string>>): ComputedRef<HallCards | null> {
  const { data, ageSec } = usePolled(
    async () => (await fetchCounts('hall', { state: 'all', hall: hall.value })).total,
    15_000,
    () => hall.value,
  );
  return computed(() => {
    // a hall that handles no matters has no such figures, rather than noughts
    if (data.value === null || data.value.total === 0 || ageSec.value > TOO_OLD_SEC) return null;
    const { open, red, yellow } = data.value;
    return { open, red, yellow };
  });
}
