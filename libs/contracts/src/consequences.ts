import { z } from 'zod';
import { DutyLevel, DutyRosterChange, DutySwap, NewDutyShift } from './duty';
import { Code, Day, Instant } from './primitives';

/** Days ahead that a change of a setup is looked at over, and days back whose prompts are looked at. */
export const CONSEQUENCE_DAYS = 7;
export const CONSEQUENCE_PROMPT_DAYS = 14;

/** `none`: exactly as before; `unclear`: there is no difference that can be told. */
export const ConsequenceVerdict = z.enum(['none', 'unclear', 'longer', 'shorter']);
export type ConsequenceVerdict = z.infer<typeof ConsequenceVerdict>;

/** What is expected of one queue of a day, over days that could happen. */
export const QueueAhead = z.object({
  visitors: z.number(),
  meanMin: z.number(),
  p90Min: z.number(),
  /** people in line at the worst moment */
  longest: z.number(),
  /** still in line when nobody sat at a window any more, or before closed doors */
  unserved: z.number(),
});

const CoverGap = z.object({ queue: Code, from: Instant, to: Instant });
export type CoverGap = z.infer<typeof CoverGap>;

export const QueueConsequence = z.object({
  queue: Code,
  before: QueueAhead,
  after: QueueAhead,
  /** of the mean wait, minutes; and half of its interval */
  byMin: z.number(),
  within: z.number(),
  wait: ConsequenceVerdict,
  unserved: ConsequenceVerdict,
  /** the hour in which the wait changes most; null where no change can be told */
  worst: z.object({ at: Instant, beforeMin: z.number(), afterMin: z.number() }).nullable(),
});
export type QueueConsequence = z.infer<typeof QueueConsequence>;

export const DayConsequence = z.object({
  day: Day,
  /** `no-past`: nobody knows who would come */
  state: z.enum(['compared', 'closed', 'no-past']),
  queues: z.array(QueueConsequence),
  /** stretches in which nobody at a window could serve a queue any more, and those in which somebody could again */
  gaps: z.array(CoverGap),
  closed: z.array(CoverGap),
});
export type DayConsequence = z.infer<typeof DayConsequence>;

/** `POST /v1/halls/{hall}/setup/consequences`: what a change would do to the first week in which it holds. Nothing is written. */
export const SetupConsequences = z.object({
  hall: Code,
  timeZone: z.string(),
  days: z.array(DayConsequence),
  /** prompts of the last days to serve other queues as well, and how many of them such a week would not allow any more */
  prompts: z.object({ days: z.int(), given: z.int(), lost: z.int() }),
});
export type SetupConsequences = z.infer<typeof SetupConsequences>;

/** Days back that other wait targets are tried on, and over which visits within the target are counted. */
export const TARGET_TRIAL_DAYS = 14;
export const TARGET_SHARE_DAYS = 28;

const TwoCounts = { before: z.int(), after: z.int() };

/**
 * `POST /v1/halls/{hall}/setup/consequences/targets`: what other wait targets would have done to days that were. As NDJSON a line before the first
 * day and after each, the last being the whole; as JSON the whole alone. Nothing is written.
 */
export const TargetConsequences = z.object({
  hall: Code,
  /** targets that would be others, minutes; `queue` null: the hall's own. Empty: none would, and nothing else is said */
  changed: z.array(z.object({ queue: Code.nullable(), before: z.number(), after: z.number() })),
  /** service level of the last days, of queues whose target would be another; `of`: whom it counts under it */
  shares: z.object({
    days: z.int(),
    queues: z.array(
      z.object({
        queue: Code,
        before: z.object({ within: z.int(), of: z.int() }),
        after: z.object({ within: z.int(), of: z.int() }),
      }),
    ),
  }),
  /** past days tried so far, from the latest backwards, and how many there are to try */
  done: z.int(),
  of: z.int(),
  /** warnings of each rule that would have fired on these days; rules that fired as often either way are left out */
  warnings: z.array(z.object({ rule: z.string(), ...TwoCounts })),
  /** minutes of these days in which somebody had waited beyond the target, of queues where these are not the same */
  beyond: z.array(z.object({ queue: Code, ...TwoCounts })),
});
export type TargetConsequences = z.infer<typeof TargetConsequences>;

/** Days back whose warnings are given again by another duty roster. */
export const DUTY_ALERT_DAYS = 14;

/** `POST /v1/duty/consequences`: one change of the duty roster, looked at for the week of a hall that a day lies in, today's without one. */
export const DutyConsequencesWanted = z.strictObject({
  hall: Code,
  day: Day.optional(),
  change: z.union([
    z.strictObject({ replace: DutyRosterChange }),
    z.strictObject({ add: NewDutyShift }),
    z.strictObject({ remove: z.guid() }),
    z.strictObject({ swap: DutySwap }),
  ]),
});
export type DutyConsequencesWanted = z.infer<typeof DutyConsequencesWanted>;

/** What a change of the duty roster would do to a week of a hall. Nothing is written. */
export const DutyConsequences = z.object({
  hall: Code,
  timeZone: z.string(),
  /** first and last day */
  week: z.object({ from: Day, to: Day }),
  /** warnings of the last days, each at its weekday and time in that week; those of missing duty itself are left out */
  alerts: z.object({
    days: z.int(),
    given: z.int(),
    /** nobody was on duty who could be told */
    nobody: z.object(TwoCounts),
    /** no roster is kept: every channel is told at once */
    channels: z.object(TwoCounts),
    /** told first to others than before */
    others: z.int(),
    /** of whom another number is told first */
    people: z.array(z.object({ person: z.string(), ...TwoCounts })),
  }),
  /** minutes of the opening hours with nobody at a level; levels at which they change */
  gaps: z.array(z.object({ level: DutyLevel, ...TwoCounts })),
});
export type DutyConsequences = z.infer<typeof DutyConsequences>;

/** Open matters that are told one by one. */
export const MOVED_LISTED = 20;

const MovedMatter = z.object({
  caseId: z.string(),
  register: z.string(),
  kind: z.string(),
  item: z.string().nullable(),
  hall: z.string().nullable(),
  before: Instant.nullable(),
  after: Instant.nullable(),
  /** it is past the new due time already, and was not past the old one */
  overdue: z.boolean(),
});
export type MovedMatter = z.infer<typeof MovedMatter>;

/** `POST /v1/clocks/consequences`, `POST /v1/items/consequences`: which open matters a change would give another due time. Nothing is written. */
export const DueConsequences = z.object({
  /** first day of acceptance it would hold for */
  from: Day,
  /** open matters it could concern; and how many of these were looked at, the latest first */
  open: z.int(),
  looked: z.int(),
  earlier: z.int(),
  later: z.int(),
  /** due from now on, or not any more */
  gained: z.int(),
  lost: z.int(),
  /** overdue at once, or not overdue any more */
  overdue: z.int(),
  relieved: z.int(),
  /** the first of them: overdue ones, then those that fall due earliest */
  matters: z.array(MovedMatter).max(MOVED_LISTED),
});
export type DueConsequences = z.infer<typeof DueConsequences>;
