import { Estimate } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';

/** Whole minutes of waiting saved today, with the 95 % interval of the sum. */
export interface Saving {
  value: number;
  low: number;
  high: number;
}

const EVERY_MS = 30_000;

/** `minutes_saved` of the hall's today, which a paired wall may read too; a wall needs no more of the answer than this. */
export const fetchSaving = async (hall: string): Promise<Estimate> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/saving`, Estimate)).body;

/** As it is said: null while nothing has been judged. */
export const savingOf = ({
  value = null,
  low,
  high,
}: Partial<Pick<Estimate, 'value' | 'low' | 'high'>>): Saving | null =>
  value === null || low === undefined || high === undefined
    ? null
    : { value: Math.round(value), low: Math.round(low), high: Math.round(high) };

/** The metric `minutes_saved` of the hall's today: wall and desk say the same figure of the same prompts. Null while none has been judged. */
export function useSaving(hall: Readonly<Ref<string>>): ComputedRef<Saving | null> {
  const { data, stale } = useAgingAnswer({
    name: 'saving',
    about: () => hall.value,
    ask: fetchSaving,
    everyMs: EVERY_MS,
  });
  return computed(() => (stale.value ? null : savingOf(data.value ?? {})));
}
