import { LoadForecast, type LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';
import { aheadOf, halfHoursOf, type Ahead, type HalfHour } from './ahead';

const EVERY_MS = 120_000;

const fetchLoad = async (hall: string): Promise<LoadForecast> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/load-forecast`, LoadForecast)).body;

/** The next peak of an open hall, null when none is known; and its day half hour by half hour. */
export function useAhead(
  snapshot: Readonly<Ref<LiveHall | null>>,
  now: Readonly<Ref<number>>,
): { ahead: ComputedRef<Ahead | null>; halfHours: ComputedRef<HalfHour[]> } {
  const { data } = useAnswer({
    name: 'load-ahead',
    about: () => (snapshot.value?.open === true && snapshot.value.windows.length > 0 ? snapshot.value.hall : null),
    ask: fetchLoad,
    everyMs: EVERY_MS,
  });
  return {
    ahead: computed(() => (data.value === null ? null : aheadOf(data.value, now.value))),
    halfHours: computed(() => (data.value === null ? [] : halfHoursOf(data.value))),
  };
}
