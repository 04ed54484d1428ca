import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { stamp } from '../../shared/format';
import { usePolled, type Polled } from '../../shared/polled';
import { OFFICE_ZONE } from '../cases/zone';
import { fetchMetric } from './api';
import { isPeriod, lastDays, type Period } from './period';

export interface PeriodChoice {
  /** null until the halls' today is known, and while one's own lacks a day */
  period: ComputedRef<Period | null>;
  days: Ref<number>;
  /** a period of one's own instead of the last days */
  own: Ref<Period | null>;
  /** one's own period lacks a day */
  undecided: ComputedRef<boolean>;
  problem: Polled<string>['problem'];
  retry: () => Promise<void>;
}

/** How often it is looked whether a new day has begun. */
const EVERY_MS = 5 * 60_000;

/** The last days up to the day of the freshest data: halls that are played or replayed live on another day than we do. */
export function usePeriod(hall: () => string, startDays = 28): PeriodChoice {
  const days = ref(startDays);
  const own = shallowRef<Period | null>(null);
  const { data: today, problem, refresh: retry } = usePolled(async () => {
    const { to, freshness: { lastEventAt } } = await fetchMetric('arrivals', { hall: hall() });
    return lastEventAt === null ? to : stamp(Date.parse(lastEventAt), OFFICE_ZONE).slice(0, 10);
  }, EVERY_MS, hall);
  const undecided = computed(() => own.value !== null && !isPeriod(own.value));
  const period = computed(() => (undecided.value ? null : own.value ?? (today.value === null ? null : lastDays(today.value, days.value))));
  return { period, days, own, undecided, problem, retry };
}
