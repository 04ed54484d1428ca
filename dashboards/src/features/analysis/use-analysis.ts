import {
  METRICS,
  type ComparedWith,
  type MetricAnswer,
  type MetricBy,
  type MetricCompared,
  type MetricKey,
  type Narrowing,
} from '@cockpit/contracts';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchCompared, fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import type { Split } from './way';

export interface Analysis {
  key: MetricKey;
  hall: string;
  only: Narrowing;
  by: Split;
  days: MetricAnswer;
  /** days of the same kinds now and then, as a whole and in the parts that are shown */
  compared: MetricCompared;
  week: MetricAnswer | null;
  /** how long nine of ten waited: with its distribution, and its target where there is one */
  waits: MetricAnswer;
  waitsCompared: MetricCompared;
  parts: MetricAnswer | null;
}
export interface AnalysisQuestion {
  key: MetricKey;
  hall: string;
  only: Narrowing;
  period: Period;
  against: ComparedWith;
  by: Split;
}

/** Metrics that can be told by day: the page compares days. */
export const ANALYSED = (Object.keys(METRICS) as MetricKey[]).filter(
  (key) => METRICS[key].by.includes('day') && METRICS[key].by.includes('hall') && METRICS[key].group !== 'loop',
);

/** Everything the page shows about one metric, asked together so that its parts belong together. */
export function useAnalysis(question: () => AnalysisQuestion | null): AgingAnswer<Analysis> {
  return useAgingAnswer({
    name: 'analysis',
    about: question,
    ask: async ({ key, hall, only, period, against, by }) => {
      const at = { hall, ...only };
      const can = (dimension: MetricBy) => METRICS[key].by.includes(dimension);
      const [days, compared, week, waits, waitsCompared, parts] = await Promise.all([
        fetchMetric(key, { ...at, ...period, by: 'day' }),
        fetchCompared(key, { ...at, ...period, against, ...(can(by) ? { by } : {}) }),
        can('weekday-hour') ? fetchMetric(key, { ...at, ...period, by: 'weekday-hour' }) : null,
        fetchMetric('wait_p90', { ...at, ...period }),
        fetchCompared('wait_p90', { ...at, ...period, against }),
        can(by) ? fetchMetric(key, { ...at, ...period, by }) : null,
      ]);
      return { key, hall, only, by, days, compared, week, waits, waitsCompared, parts };
    },
    everyMs: 60_000,
  });
}
