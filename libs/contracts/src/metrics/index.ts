import { z } from 'zod';
import { CHANNEL_METRICS } from './channel';
import type { MetricDefinition } from './definition';
import { LOOP_METRICS } from './loop';
import { MATTER_METRICS } from './matter';
import { QUEUE_METRICS } from './queue';
import { WINDOW_METRICS } from './window';

export { METRIC_BYS, type MetricBy, type MetricDefinition, type RollUp } from './definition';

/** The metric dictionary: one definition per metric, so that all screens, exports and the API show the same number. */
export const METRICS = {
  ...QUEUE_METRICS,
  ...WINDOW_METRICS,
  ...MATTER_METRICS,
  ...CHANNEL_METRICS,
  ...LOOP_METRICS,
} satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];
export const MetricKey = z.enum(METRIC_KEYS as [MetricKey, ...MetricKey[]]);

/** Percentiles are computed from a histogram with edges WAIT_EDGES_MIN. */
export const isApproximate = (key: MetricKey): boolean => METRICS[key].rollUp === 'histogram';
