import { DaySummary, type LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';
import { openingOf } from '../live/opening';

const EVERY_MS = 60_000;

const fetchSummary = async ({ hall, day }: { hall: string; day: string | null }): Promise<DaySummary> => {
  const query = day === null ? '' : `?${new URLSearchParams({ day }).toString()}`;
  return (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/day-summary${query}`, DaySummary)).body;
};

/** Some systems never say that a window closes: with nobody left in the hall its day is over all the same. */
const isEmpty = ({ kpis, windows }: LiveHall): boolean =>
  kpis.waiting === 0 && windows.every(({ state }) => state !== 'called' && state !== 'serving');

/**
 * What the hall's day came to, once its doors are shut for the day and nobody is at a window any more; null before.
 * @param played the day that is played again; null for the one that runs
 */
export function useDaySummary(
  snapshot: Readonly<Ref<LiveHall | null>>,
  played: () => string | null = () => null,
): ComputedRef<DaySummary | null> {
  const { data } = useAnswer({
    name: 'day-summary',
    about: () =>
      snapshot.value !== null &&
      snapshot.value.kpis.issued > 0 &&
      !snapshot.value.open &&
      (openingOf(snapshot.value) === 'closed' || isEmpty(snapshot.value))
        ? { hall: snapshot.value.hall, day: played() }
        : null,
    ask: fetchSummary,
    everyMs: EVERY_MS,
  });
  return computed(() => {
    const day = played();
    return data.value?.over === true && (day === null || data.value.day === day) ? data.value : null;
  });
}
