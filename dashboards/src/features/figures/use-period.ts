import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { stamp } from '../../shared/format';
import { OFFICE_ZONE } from '../cases/zone';
import { fetchMetric } from './api';
import { isPeriod, lastDays, type Period } from './period';

export interface PeriodChoice {
  /** null until the halls' today is known */
  period: ComputedRef<Period | null>;
  days: Ref<number>;
  /** a period of one's own instead of the last days */
  own: Ref<Period | null>;
  problem: Readonly<Ref<ApiError | null>>;
  retry: () => Promise<void>;
}

/** The last days up to the day of the freshest data: halls that are played or replayed live on another day than we do. */
export function usePeriod(hall: () => string, startDays = 28): PeriodChoice {
  const today = ref<string | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const days = ref(startDays);
  const own = shallowRef<Period | null>(null);
  let turn = 0;

  async function retry(): Promise<void> {
    const mine = ++turn;
    try {
      const { to, freshness: { lastEventAt } } = await fetchMetric('arrivals', { hall: hall() });
      if (mine !== turn) return;
      today.value = lastEventAt === null ? to : stamp(Date.parse(lastEventAt), OFFICE_ZONE).slice(0, 10);
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = error;
    }
  }

  watch(hall, () => { today.value = null; void retry(); }, { immediate: true });
  const period = computed(() => (own.value !== null && isPeriod(own.value) ? own.value : today.value === null ? null : lastDays(today.value, days.value)));
  return { period, days, own, problem, retry };
}
