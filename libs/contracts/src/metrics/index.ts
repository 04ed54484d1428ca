import { z } from 'zod';
import { Day, Instant } from '../primitives';
import { Message } from '../words';
import { CHANNEL_METRICS } from './channel';
import { METRIC_BYS, type MetricDefinition } from './definition';
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

/** A metric over a period, as a whole or in parts. Every rate carries its numerator and denominator. */
const Figure = z.object({
  /** null when there is nothing to divide by, nothing to claim, or the feed is silent */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** read from a histogram */
  approximate: z.boolean().optional(),
  /** of percentiles: how many waits fell into each bucket, edges WAIT_EDGES_MIN */
  histogram: z.array(z.number()).optional(),
  /** 95 % interval, of figures that are estimates */
  low: z.number().optional(),
  high: z.number().optional(),
});
export const MetricAnswer = Figure.extend({
  key: MetricKey,
  unit: z.string(),
  hall: z.string().nullable(),
  /** hall days, both included */
  from: Day,
  to: Day,
  /** the hall day most of the halls asked about are on, those never heard left out: one hall on another clock does not move the others' days */
  today: Day.optional(),
  by: z.enum(METRIC_BYS).nullable(),
  /** why there is no value, in English, and as data */
  reason: z.string().nullable(),
  reasonWords: Message.optional(),
  freshness: z.object({ lastEventAt: Instant.nullable(), ageSec: z.number().nullable(), silent: z.boolean() }),
  parts: z.array(Figure.extend({ by: z.string() })),
});
export type MetricAnswer = z.infer<typeof MetricAnswer>;

const Words = z.object({ zh: z.string(), en: z.string() });
export const MetricEntry = z.object({
  key: MetricKey,
  zh: z.string(),
  en: z.string(),
  unit: z.string(),
  rollUp: z.string(),
  group: z.string(),
  better: z.enum(['more', 'less']).nullable(),
  approximate: z.boolean(),
  formula: Words,
  leftOut: Words,
  by: z.array(z.enum(METRIC_BYS)),
  aspects: z.array(z.string()),
});
export type MetricEntry = z.infer<typeof MetricEntry>;
