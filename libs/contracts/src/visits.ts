import { z } from 'zod';
import { Instant } from './primitives';

export const Visit = z.object({
  ticketId: z.string(),
  number: z.string().nullable(),
  queue: z.string(),
  item: z.string().nullable(),
  issuedAt: Instant.nullable(),
  calledAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  windowId: z.string().nullable(),
  waitSec: z.number().nullable(),
  serviceSec: z.number().nullable(),
  /** waiting · called · serving · done · accepted · supplement · refused · no-show · cancelled · guided */
  result: z.string(),
  quotedP50Sec: z.number().nullable(),
  quotedP90Sec: z.number().nullable(),
});
export type Visit = z.infer<typeof Visit>;

/** A stored event of a visit, with personal numbers masked at ingestion. */
export const VisitEvent = z.object({
  type: z.string(),
  /** time of the event, and time of receipt */
  time: Instant,
  receivedAt: Instant,
  source: z.string(),
  /** withdrawn by a notice, so it does not count */
  withdrawn: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});
export type VisitEvent = z.infer<typeof VisitEvent>;

export const SourceStatus = z.object({
  name: z.string(),
  received: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** distinct events in ClickHouse */
  landed: z.int(),
  lastEventAt: Instant.nullable(),
  clockSkewMs: z.number().nullable(),
  backlog: z.int(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

/** Effect of prompts: a hall compared with its twin, which has the same visitors and no prompts. */
export const TwinEffect = z.object({
  hall: z.string(),
  twin: z.string(),
  day: z.string(),
  now: Instant,
  withMeanSec: z.number().nullable(),
  withoutMeanSec: z.number().nullable(),
  /** 1 − with ÷ without over tickets issued in both, with a 95 % interval; null with too little data */
  cut: z.number().nullable(),
  cutLow: z.number().nullable(),
  cutHigh: z.number().nullable(),
  savedMin: z.number().nullable(),
  /** 95 % interval of `savedMin`, from the sum of paired differences */
  savedLowMin: z.number().nullable().default(null),
  savedHighMin: z.number().nullable().default(null),
  pairs: z.int(),
  series: z.array(
    z.object({
      at: Instant,
      withMeanSec: z.number().nullable(),
      withoutMeanSec: z.number().nullable(),
      pairs: z.int(),
    }),
  ),
});
export type TwinEffect = z.infer<typeof TwinEffect>;
