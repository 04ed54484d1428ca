import { z } from 'zod';
import { HallScope, KeyRecord } from './access';
import { FeedState, ANOMALY_KINDS } from './live';
import { Day, Instant } from './primitives';
import { SourceStatus } from './visits';

export const FeedAnomaly = z.object({
  kind: z.enum(ANOMALY_KINDS),
  hall: z.string(),
  /** the queue, ticket letter or clock it is about */
  subject: z.string(),
  /** one Chinese sentence */
  message: z.string(),
  count: z.int(),
  firstAt: Instant,
  lastAt: Instant,
});
export type FeedAnomaly = z.infer<typeof FeedAnomaly>;

/** One run of numbers that should have no holes. */
export const SeriesGaps = z.object({
  series: z.string(),
  first: z.int(),
  last: z.int(),
  missing: z.int(),
  examples: z.array(z.string()),
});
export type SeriesGaps = z.infer<typeof SeriesGaps>;

export const FeedCompleteness = z.object({
  /** what it is measured against: the source's own `sequence`, its ticket numbers, or the same stretch of the day before */
  against: z.enum(['sequence', 'numbers', 'yesterday']).nullable(),
  /** got ÷ expected; null when there is nothing to measure against */
  share: z.number().nullable(),
  got: z.int(),
  expected: z.int(),
  detail: z.array(SeriesGaps),
});
export type FeedCompleteness = z.infer<typeof FeedCompleteness>;

const Refusals = z.object({ received: z.int(), rejected: z.int(), share: z.number().nullable() });

/** How many of a source's events were rejected of late, against its own usual. */
export const RejectionHealth = z.object({
  recent: Refusals,
  usual: Refusals,
  jumped: z.boolean(),
  /** share at which it counts as a jump */
  fireAt: z.number(),
});
export type RejectionHealth = z.infer<typeof RejectionHealth>;

export const FeedRate = z.object({
  /** events of the last hour of the source's own clock */
  perHour: z.number(),
  /** the same hour of the same weekday in up to four weeks before; null when the source did not exist then */
  usualPerHour: z.number().nullable(),
  /** weeks the usual rate is made of */
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
  /** for administrators; empty for everybody else */
  keys: z.array(KeyRecord),
  state: FeedState,
  lastReceivedAt: Instant.nullable(),
  /** while the state is `silent`: when the last event arrived */
  silentSince: Instant.nullable(),
  usualGapSec: z.number().nullable(),
  /** whether events usually come at this weekday and hour; never of a late or silent source that brought the past and ended; null = not known yet */
  expectedNow: z.boolean().nullable(),
  rate: FeedRate.nullable(),
  rejections: RejectionHealth,
  /** hall day of `completeness` and of `oddities`, its anomalies */
  day: Day.nullable(),
  completeness: FeedCompleteness.nullable(),
  oddities: z.array(FeedAnomaly),
});
export type SourceHealth = z.infer<typeof SourceHealth>;
