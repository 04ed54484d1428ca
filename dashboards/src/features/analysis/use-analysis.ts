import { METRICS, type MetricAnswer, type MetricBy, type MetricKey, type Narrowing } from '@cockpit/contracts';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import type { Split } from './way';

export interface Analysis {
  key: MetricKey;
  hall: string;
  only: Narrowing;
  by: Split;
  /** the metric by day in this period and the one compared */
  days: MetricAnswer;
  daysBefore: MetricAnswer;
  week: MetricAnswer | null;
  waits: MetricAnswer;
  waitsBefore: MetricAnswer;
  parts: MetricAnswer | null;
  partsBefore: MetricAnswer | null;
}
export interface AnalysisQuestion {
  key: MetricKey;
  hall: string;
  only: Narrowing;
  period: Period;
  compared: Period;
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
    ask: async ({ key, hall, only, period, compared, by }) => {
      const at = { hall, ...only };
      const can = (dimension: MetricBy) => METRICS[key].by.includes(dimension);
      const [days, daysBefore, week, waits, waitsBefore, parts, partsBefore] = await Promise.all([
        fetchMetric(key, { ...at, ...period, by: 'day' }),
        fetchMetric(key, { ...at, ...compared, by: 'day' }),
        can('weekday-hour') ? fetchMetric(key, { ...at, ...period, by: 'weekday-hour' }) : null,
        fetchMetric('wait_p50', { ...at, ...period }),
        fetchMetric('wait_p50', { ...at, ...compared }),
        can(by) ? fetchMetric(key, { ...at, ...period, by }) : null,
        can(by) ? fetchMetric(key, { ...at, ...compared, by }) : null,
      ]);
      return { key, hall, only, by, days, daysBefore, week, waits, waitsBefore, parts, partsBefore };
    },
    everyMs: 60_000,
  });
}
