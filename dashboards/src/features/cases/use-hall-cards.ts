import { computed, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { fetchCounts } from './counts-api';

export interface HallCards {
  open: number;
  red: number;
  yellow: number;
}

/** Open matters of a hall and how many of them are red and yellow: the figures of the list, asked again every quarter of a minute. */
export function useHallCards(hall: Readonly<Ref<string>>): ComputedRef<HallCards | null> {
  const { data, stale } = useAgingAnswer({
    name: 'hall-cards',
    about: () => hall.value,
    ask: async (code) => (await fetchCounts('hall', { state: 'all', hall: code })).total,
    everyMs: 15_000,
  });
  return computed(() => {
    // a figure nobody confirms any more is taken off the wall; a hall that handles no matters has none, rather than noughts
    if (data.value === null || data.value.total === 0 || stale.value) return null;
    const { open, red, yellow } = data.value;
    return { open, red, yellow };
  });
}
