import { METRICS, type MetricAnswer, type MetricBy, type MetricKey } from '@cockpit/contracts';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import { VISIT_PARTS, type VisitPart } from '../visits/api';

export interface Analysis {
  key: MetricKey;
  hall: string;
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
  period: Period;
  compared: Period;
  by: Split;
}

/** Metrics that can be told by day: the page compares days. */
export const ANALYSED = (Object.keys(METRICS) as MetricKey[]).filter(
  (key) => METRICS[key].by.includes('day') && METRICS[key].by.includes('hall') && METRICS[key].group !== 'loop',
);

/** What a figure of all halls falls into, or one of a single hall. */
export type Split = 'hall' | VisitPart;

export const splits = (key: MetricKey, hall: string): Split[] =>
  (hall === '' ? (['hall'] as const) : VISIT_PARTS).filter((by) => METRICS[key].by.includes(by));

/** Everything the page shows about one metric, asked together so that its parts belong together. */
export function useAnalysis(question: () => AnalysisQuestion | null): AgingAnswer<Analysis> {
  return useAgingAnswer({
    name: 'analysis',
    about: question,
    ask: async ({ key, hall, period, compared, by }) => {
      const can = (dimension: MetricBy) => METRICS[key].by.includes(dimension);
      const [days, daysBefore, week, waits, waitsBefore, parts, partsBefore] = await Promise.all([
        fetchMetric(key, { hall, ...period, by: 'day' }),
        fetchMetric(key, { hall, ...compared, by: 'day' }),
        can('weekday-hour') ? fetchMetric(key, { hall, ...period, by: 'weekday-hour' }) : null,
        fetchMetric('wait_p50', { hall, ...period }),
        fetchMetric('wait_p50', { hall, ...compared }),
        can(by) ? fetchMetric(key, { hall, ...period, by }) : null,
        can(by) ? fetchMetric(key, { hall, ...compared, by }) : null,
      ]);
      return { key, hall, by, days, daysBefore, week, waits, waitsBefore, parts, partsBefore };
    },
    everyMs: 60_000,
  });
}
