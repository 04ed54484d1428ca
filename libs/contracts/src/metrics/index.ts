import { z } from 'zod';
import { CHANNEL_METRICS } from './channel';
import type { MetricDefinition } from './definition';
import { LOOP_METRICS } from './loop';
import { MATTER_METRICS } from './matter';
import { QUEUE_METRICS } from './queue';
import { WINDOW_METRICS } from './window';

export { METRIC_BYS, type MetricBy, type MetricDefinition, type RollUp } from './definition';

/** The metric dictionary: one definition each, the same number on every screen, export and API. */
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

/** Percentiles are read from a histogram whose edges are WAIT_EDGES_MIN. */
export const isApproximate = (key: MetricKey): boolean => METRICS[key].rollUp === 'histogram';
