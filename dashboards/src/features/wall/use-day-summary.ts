import { DaySummary, type LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';
import { openingOf } from '../live/opening';

const EVERY_MS = 60_000;

const fetchSummary = async (hall: string): Promise<DaySummary> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/day-summary`, DaySummary)).body;

/** What the hall's day came to, once its doors are shut for the day and nobody is at a window any more; null before. */
export function useDaySummary(snapshot: Readonly<Ref<LiveHall | null>>): ComputedRef<DaySummary | null> {
  const { data } = useAnswer({
    name: 'day-summary',
    about: () =>
      snapshot.value !== null && snapshot.value.kpis.issued > 0 && openingOf(snapshot.value) === 'closed'
        ? snapshot.value.hall
        : null,
    ask: fetchSummary,
    everyMs: EVERY_MS,
  });
  return computed(() => (data.value?.over === true ? data.value : null));
}
