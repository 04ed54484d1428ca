import type { MetricAnswer } from '@cockpit/contracts';
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
  problem: Answer<unknown>['problem'];
  retry: () => Promise<void>;
}

/** How often it is looked whether a new day has begun. */
const EVERY_MS = 5 * 60_000;

/** The question whose answer tells the day of the figures, and how much of the past is there. */
export const FIGURES_NOW = {
  name: 'figures-now',
  ask: (hall: string): Promise<MetricAnswer> => fetchMetric('arrivals', { hall }),
};

/** The last days up to the day most of the halls are on: halls that are played or replayed live on another day than we do, and one hall on another clock moves nobody's. */
export function usePeriod(
  hall: () => string,
  startDays = 28,
  kept: Pick<PeriodChoice, 'days' | 'own'> = { days: ref(startDays), own: shallowRef<Period | null>(null) },
  /** where another clock than that of the figures says what day it is */
  askToday?: (hall: string) => Promise<string>,
): PeriodChoice {
  const { days, own } = kept;
  const {
    data: now,
    problem,
    refresh: retry,
  } = useAnswer<string, Pick<MetricAnswer, 'to' | 'today'>>({
    ...(askToday === undefined
      ? FIGURES_NOW
      : { name: 'today', ask: async (of: string) => ({ to: await askToday(of) }) }),
    about: hall,
    everyMs: EVERY_MS,
  });
  const today = computed(() => now.value?.today ?? now.value?.to ?? null);
  const undecided = computed(() => own.value !== null && !isPeriod(own.value));
  const period = computed(() =>
    undecided.value ? null : (own.value ?? (today.value === null ? null : lastDays(today.value, days.value))),
  );
  return { period, today, days, own, undecided, problem, retry };
}
