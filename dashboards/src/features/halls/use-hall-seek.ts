import { refDebounced } from '@vueuse/core';
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchSearch } from '../search/api';
import { foundBy, LISTED, LOOKED_THROUGH, maybePinyin, type HallName } from './find';

/** Somebody who types is asked for no more often than that. */
const PAUSE_MS = 150;

export interface HallSeek<Hall extends HallName> {
  /** so many that one of them is sought */
  isMany: ComputedRef<boolean>;
  sought: Ref<string>;
  isSeeking: ComputedRef<boolean>;
  /** those that fit what is sought; all of them where nothing is */
  found: ComputedRef<Hall[]>;
  /** what is listed of them */
  listed: ComputedRef<Hall[]>;
  /** how many of them are not listed */
  rest: ComputedRef<number>;
  /** whether the server may still find more */
  asking: ComputedRef<boolean>;
}

/** One hall of many: found by what is typed. */
export function useHallSeek<Hall extends HallName>(halls: () => readonly Hall[]): HallSeek<Hall> {
  const sought = ref('');
  const isSeeking = computed(() => sought.value.trim() !== '');
  const asked = refDebounced(sought, PAUSE_MS);
  const isMany = computed(() => halls().length > LOOKED_THROUGH);
  const { data: hits, asking: isAsked } = useAnswer({
    name: 'halls-found',
    about: () => (isMany.value && maybePinyin(asked.value) && isSeeking.value ? asked.value.trim() : null),
    ask: async (q, { signal }) =>
      (await fetchSearch({ q, near: '', kind: 'hall' }, signal)).hits.map(({ code }) => code),
    // while one types on, what was found stands until there is something better
    standsIn: (before, now) => now.startsWith(before),
  });
  const found = computed(() => foundBy(halls(), sought.value, hits.value));
  const listed = computed(() => (isMany.value ? found.value.slice(0, LISTED) : found.value));
  const asking = computed(() => maybePinyin(sought.value) && (isAsked.value || asked.value !== sought.value));
  const rest = computed(() => found.value.length - listed.value.length);
  return { isMany, asking, sought, isSeeking, found, listed, rest };
}
