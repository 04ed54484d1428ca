import { z } from 'zod';
import { HallScope, KeyRecord } from './access';
import { FeedState, ANOMALY_KINDS } from './live';
import { Day, Instant } from './primitives';
import { SourceStatus } from './visits';

export const FeedAnomaly = z.object({
  kind: z.enum(ANOMALY_KINDS),
  hall: z.string(),
  /** queue, ticket letter or clock concerned */
  subject: z.string(),
  /** one Chinese sentence */
  message: z.string(),
  count: z.int(),
  firstAt: Instant,
  lastAt: Instant,
});
export type FeedAnomaly = z.infer<typeof FeedAnomaly>;

/** A series of numbers that should have no gaps. */
export const SeriesGaps = z.object({
  series: z.string(),
  first: z.int(),
  last: z.int(),
  missing: z.int(),
  examples: z.array(z.string()),
});
export type SeriesGaps = z.infer<typeof SeriesGaps>;

export const FeedCompleteness = z.object({
  /** reference for completeness: the source's `sequence`, its ticket numbers, or the same time of the day before */
  against: z.enum(['sequence', 'numbers', 'yesterday']).nullable(),
  /** received ÷ expected; null without a reference */
  share: z.number().nullable(),
  got: z.int(),
  expected: z.int(),
  detail: z.array(SeriesGaps),
});
export type FeedCompleteness = z.infer<typeof FeedCompleteness>;

const Refusals = z.object({ received: z.int(), rejected: z.int(), share: z.number().nullable() });

/** Recently rejected events of a source compared with its own usual number. */
export const RejectionHealth = z.object({
  recent: Refusals,
  usual: Refusals,
  jumped: z.boolean(),
  /** share that counts as a jump */
  fireAt: z.number(),
});
export type RejectionHealth = z.infer<typeof RejectionHealth>;

export const FeedRate = z.object({
  /** events of the last hour on the source's own clock */
  perHour: z.number(),
  /** mean of the same hour and weekday in up to four weeks before; null for a new source */
  usualPerHour: z.number().nullable(),
  /** number of weeks in the mean */
  weeks: z.int(),
  /** perHour ÷ usualPerHour */
  share: z.number().nullable(),
});
export type FeedRate = z.infer<typeof FeedRate>;

/** `GET /v1/sources` and `GET /v1/sources/{name}`. */
export const SourceHealth = SourceStatus.extend({
  halls: HallScope,
  types: z.array(z.string()).nullable(),
  sandbox: z.boolean(),
  createdAt: Instant,
  /** for administrators; empty for others */
  keys: z.array(KeyRecord),
  state: FeedState,
  lastReceivedAt: Instant.nullable(),
  /** arrival of the last event, while the state is `silent` */
  silentSince: Instant.nullable(),
  usualGapSec: z.number().nullable(),
  /** whether events usually arrive at this weekday and hour; false for a late or silent source that has finished importing the past; null if unknown */
  expectedNow: z.boolean().nullable(),
  rate: FeedRate.nullable(),
  rejections: RejectionHealth,
  /** hall day of `completeness` and of `oddities`, its anomalies */
  day: Day.nullable(),
  completeness: FeedCompleteness.nullable(),
  oddities: z.array(FeedAnomaly),
});
export type SourceHealth = z.infer<typeof SourceHealth>;
