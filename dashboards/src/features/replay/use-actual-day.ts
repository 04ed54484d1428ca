import type { ComputedRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchMetric } from '../figures/api';

/** Waits of a day as they were, seconds; null where nothing is known. */
export interface ActualDay {
  meanSec: number | null;
  p90Sec: number | null;
}

/** What a day was like, beside what is played of it. @param about null while nobody asks */
export function useActualDay(about: () => { hall: string; day: string } | null): ComputedRef<ActualDay | null> {
  return useAnswer({
    name: 'actual-day',
    about,
    ask: async ({ hall, day }) => {
      const at = { hall, from: day, to: day };
      const [mean, most] = await Promise.all([fetchMetric('wait_mean', at), fetchMetric('wait_p90', at)]);
      return { meanSec: mean.value, p90Sec: most.value };
    },
    freshMs: Infinity,
  }).data;
}
