import { z } from 'zod';
import { LiveHall } from './live';
import { Day, Id, Instant, Severity } from './primitives';
import { PROMPT_KINDS } from './prompts';

/** `GET /v1/halls/{hall}/replay/days`: days with stored data, latest first. */
export const ReplayDays = z.object({
  days: z.array(Day),
  /** the last full opening day, the default of the page; null without one */
  lastOpen: Day.nullable(),
});
export type ReplayDays = z.infer<typeof ReplayDays>;

/** `GET /v1/halls/{hall}/replay?day=&from=&stepSec=&frames=`: past snapshots of the wall. */
export const ReplayPage = z.object({
  hall: z.string(),
  day: Day,
  /** first and last event of the day */
  begins: Instant,
  ends: Instant,
  /** opening hours of that day */
  open: z.array(z.object({ from: Instant, to: Instant })),
  stepSec: z.number(),
  /** times of prompts */
  prompts: z.array(z.object({ id: Id, at: Instant })),
  frames: z.array(LiveHall),
  /** start of the next page; null at the end of the day */
  next: Instant.nullable(),
});
export type ReplayPage = z.infer<typeof ReplayPage>;

/** `GET /v1/halls/{hall}/replay/line?day=`: overview of the day for the timeline. */
export const ReplayLine = z.object({
  hall: z.string(),
  day: Day,
  /** people waiting on the wall at each time */
  waiting: z.array(z.object({ at: Instant, n: z.int() })),
  /** times of fired warnings */
  warnings: z.array(z.object({ id: Id, at: Instant, severity: Severity, rule: z.string() })),
});
export type ReplayLine = z.infer<typeof ReplayLine>;

/** Another rule or staffing to try on a past day. */
export const OtherRule = z.strictObject({
  /** `none`: no prompts at all */
  prompts: z.enum(['none', 'recommender']).default('recommender'),
  kinds: z.array(z.enum(PROMPT_KINDS)).optional(),
  maxPerHour: z.number().int().min(0).max(60).optional(),
  /** share of prompts that the supervisor accepts */
  acceptance: z.number().min(0).max(1).optional(),
  /** windows left empty that day */
  without: z.array(Id).max(60).default([]),
  /** queues that get one more window with an officer each */
  extra: z.array(z.string().max(64)).max(10).default([]),
  /** all flexible windows linked, lunch and breaks staggered as by a day's plan */
  plan: z.boolean().default(false),
});
export type OtherRule = z.infer<typeof OtherRule>;

/** `POST /v1/halls/{hall}/replay/compare` */
export const CompareRules = z.strictObject({ day: Day, base: OtherRule.prefault({}), other: OtherRule });
export type CompareRules = z.infer<typeof CompareRules>;

const RuleOutcome = z.object({ meanWaitMin: z.number(), p90Min: z.number(), prompts: z.int(), stranded: z.int() });

/** The same visitors of the day under both rules; the difference is paired by visitor. */
export const RuleComparison = z.object({
  hall: z.string(),
  day: Day,
  visitors: z.int(),
  base: RuleOutcome,
  other: RuleOutcome,
  /** minutes of waiting that the other rule would have saved, with its 95 % interval; null if the day is too short */
  savedMin: z.number().nullable(),
  lowMin: z.number().nullable(),
  highMin: z.number().nullable(),
  /** relative cut of the waits: 1 − other ÷ base */
  cut: z.number().nullable(),
  cutLow: z.number().nullable(),
  cutHigh: z.number().nullable(),
  /** people waiting at each time, under both rules */
  curve: z.array(z.object({ at: Instant, base: z.int(), other: z.int() })),
  method: z.string(),
});
export type RuleComparison = z.infer<typeof RuleComparison>;
