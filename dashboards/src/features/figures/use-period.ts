import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { useAnswer, type Answer } from '../../shared/answer';
import { fetchMetric } from './api';
import { isPeriod, lastDays, type Period } from './period';

export interface PeriodChoice {
  /** null until the halls' today is known, and while one's own lacks a day */
  period: ComputedRef<Period | null>;
  /** the day that most of the halls are on, which still runs */
  today: ComputedRef<string | null>;
  days: Ref<number>;
  /** a period of one's own instead of the last days */
  own: Ref<Period | null>;
  /** one's own period lacks a day */
  undecided: ComputedRef<boolean>;
  problem: Answer<string>['problem'];
  retry: () => Promise<void>;
}

/** How often it is looked whether a new day has begun. */
const EVERY_MS = 5 * 60_000;

async function todayOfFigures(hall: string): Promise<string> {
  const { to, today } = await fetchMetric('arrivals', { hall });
  return today ?? to;
}

/** The last days up to the day most of the halls are on: halls that are played or replayed live on another day than we do, and one hall on another clock moves nobody's. */
export function usePeriod(
  hall: () => string,
  startDays = 28,
  kept: Pick<PeriodChoice, 'days' | 'own'> = { days: ref(startDays), own: shallowRef<Period | null>(null) },
  askToday = todayOfFigures,
): PeriodChoice {
  const { days, own } = kept;
  const {
    data: today,
    problem,
    refresh: retry,
  } = useAnswer({
    name: 'today',
    about: hall,
    ask: askToday,
    everyMs: EVERY_MS,
  });
  const undecided = computed(() => own.value !== null && !isPeriod(own.value));
  const period = computed(() =>
    undecided.value ? null : (own.value ?? (today.value === null ? null : lastDays(today.value, days.value))),
  );
  return { period, today: computed(() => today.value), days, own, undecided, problem, retry };
}
