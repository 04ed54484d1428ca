import { computed, ref, watch, type ComputedRef } from 'vue';
import { LISTED } from './find';

export interface Listed<Row> {
  listed: ComputedRef<Row[]>;
  /** how many are not listed */
  rest: ComputedRef<number>;
  more: () => void;
}

/** A list that may be very long, a hundred rows at a time. Another question begins at the first hundred. */
export function useListed<Row>(rows: () => readonly Row[], question: () => unknown): Listed<Row> {
  const hundreds = ref(1);
  watch(question, () => {
    hundreds.value = 1;
  });
  const listed = computed(() => rows().slice(0, LISTED * hundreds.value));
  return {
    listed,
    rest: computed(() => rows().length - listed.value.length),
    more: () => {
      hundreds.value += 1;
    },
  };
}
