import { z } from 'zod';
import { LiveHall } from './live';
import { Day, Id, Instant, Severity } from './primitives';
import { PROMPT_KINDS } from './prompts';

/** `GET /v1/halls/{hall}/replay/days`: days of which something is kept, latest first. */
export const ReplayDays = z.object({
  days: z.array(Day),
  /** the last full day on which the hall was open, which a page begins with; null: there is none */
  lastOpen: Day.nullable(),
});
export type ReplayDays = z.infer<typeof ReplayDays>;

/** `GET /v1/halls/{hall}/replay?day=&from=&stepSec=&frames=`: the wall as it was, snapshot by snapshot. */
export const ReplayPage = z.object({
  hall: z.string(),
  day: Day,
  /** first and last moment of the day anything happened */
  begins: Instant,
  ends: Instant,
  /** opening hours of that day */
  open: z.array(z.object({ from: Instant, to: Instant })),
  stepSec: z.number(),
  /** moments at which prompts were given */
  prompts: z.array(z.object({ id: Id, at: Instant })),
  frames: z.array(LiveHall),
  /** where the next page begins; null at the end of the day */
  next: Instant.nullable(),
});
export type ReplayPage = z.infer<typeof ReplayPage>;

/** `GET /v1/halls/{hall}/replay/line?day=`: the day at a glance, to move along. */
export const ReplayLine = z.object({
  hall: z.string(),
  day: Day,
  /** people waiting, as the wall showed it at each moment */
  waiting: z.array(z.object({ at: Instant, n: z.int() })),
  /** moments at which warnings fired */
  warnings: z.array(z.object({ id: Id, at: Instant, severity: Severity, rule: z.string() })),
});
export type ReplayLine = z.infer<typeof ReplayLine>;

/** Another rule or another staffing, to be tried on a day that was. */
export const OtherRule = z.strictObject({
  /** `none`: no prompts at all */
  prompts: z.enum(['none', 'recommender']).default('recommender'),
  kinds: z.array(z.enum(PROMPT_KINDS)).optional(),
  maxPerHour: z.number().int().min(0).max(60).optional(),
  /** share of prompts the supervisor takes */
  acceptance: z.number().min(0).max(1).optional(),
  /** windows left empty that day */
  without: z.array(Id).max(60).default([]),
  /** queues for each of which one more officer sits at one more window */
  extra: z.array(z.string().max(64)).max(10).default([]),
  /** every flexible window linked, lunch and breaks staggered as a plan of the day would have had it */
  plan: z.boolean().default(false),
});
export type OtherRule = z.infer<typeof OtherRule>;

/** `POST /v1/halls/{hall}/replay/compare` */
export const CompareRules = z.strictObject({ day: Day, base: OtherRule.prefault({}), other: OtherRule });
export type CompareRules = z.infer<typeof CompareRules>;

const RuleOutcome = z.object({ meanWaitMin: z.number(), p90Min: z.number(), prompts: z.int(), stranded: z.int() });

/** The same visitors of the day under both rules; the difference is paired, visitor by visitor. */
export const RuleComparison = z.object({
  hall: z.string(),
  day: Day,
  visitors: z.int(),
  base: RuleOutcome,
  other: RuleOutcome,
  /** minutes of waiting the other rule would have saved, with its 95 % interval; null when the day is too short to tell */
  savedMin: z.number().nullable(),
  lowMin: z.number().nullable(),
  highMin: z.number().nullable(),
  /** relative cut of the waits: 1 − other ÷ base */
  cut: z.number().nullable(),
  cutLow: z.number().nullable(),
  cutHigh: z.number().nullable(),
  /** people waiting at each moment, under either rule */
  curve: z.array(z.object({ at: Instant, base: z.int(), other: z.int() })),
  method: z.string(),
});
export type RuleComparison = z.infer<typeof RuleComparison>;
