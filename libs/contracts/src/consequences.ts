import { z } from 'zod';
import { DutyLevel, DutyRosterChange, DutySwap, NewDutyShift } from './duty';
import { Code, Day, Instant } from './primitives';

/** Days ahead to simulate a change of a setup, and days back to check prompts. */
export const CONSEQUENCE_DAYS = 7;
export const CONSEQUENCE_PROMPT_DAYS = 14;

/** `none`: exactly as before; `unclear`: no measurable difference. */
export const ConsequenceVerdict = z.enum(['none', 'unclear', 'longer', 'shorter']);
export type ConsequenceVerdict = z.infer<typeof ConsequenceVerdict>;

/** Expected result of a queue on one day, over simulated days. */
export const QueueAhead = z.object({
  visitors: z.number(),
  meanMin: z.number(),
  p90Min: z.number(),
  /** maximum number of people waiting */
  longest: z.number(),
  /** still waiting when the last window or the hall closed */
  unserved: z.number(),
});

const CoverGap = z.object({ queue: Code, from: Instant, to: Instant });
export type CoverGap = z.infer<typeof CoverGap>;

export const QueueConsequence = z.object({
  queue: Code,
  before: QueueAhead,
  after: QueueAhead,
  /** change of the mean wait, minutes, and half of its interval */
  byMin: z.number(),
  within: z.number(),
  wait: ConsequenceVerdict,
  unserved: ConsequenceVerdict,
  /** hour with the largest change of the wait; null without a measurable change */
  worst: z.object({ at: Instant, beforeMin: z.number(), afterMin: z.number() }).nullable(),
});
export type QueueConsequence = z.infer<typeof QueueConsequence>;

export const DayConsequence = z.object({
  day: Day,
  /** `no-past`: there is no history to expect visitors from */
  state: z.enum(['compared', 'closed', 'no-past']),
  queues: z.array(QueueConsequence),
  /** intervals in which nobody at a window can serve a queue any more, and those in which somebody can again */
  gaps: z.array(CoverGap),
  closed: z.array(CoverGap),
});
export type DayConsequence = z.infer<typeof DayConsequence>;

/** `POST /v1/halls/{hall}/setup/consequences`: effect of a change on its first week. Nothing is written. */
export const SetupConsequences = z.object({
  hall: Code,
  timeZone: z.string(),
  days: z.array(DayConsequence),
  /** recent prompts to serve additional queues, and how many of them the new setup would not allow */
  prompts: z.object({ days: z.int(), given: z.int(), lost: z.int() }),
});
export type SetupConsequences = z.infer<typeof SetupConsequences>;

/** Days back to try wait targets on and to count visits within the target. */
export const TARGET_TRIAL_DAYS = 14;
export const TARGET_SHARE_DAYS = 28;

const TwoCounts = { before: z.int(), after: z.int() };

/**
 * `POST /v1/halls/{hall}/setup/consequences/targets`: effect of new wait targets on past days. NDJSON gives a line before the first day and
 * after each, with the total as the last; JSON gives the total only. Nothing is written.
 */
export const TargetConsequences = z.object({
  hall: Code,
  /** changed targets, minutes; `queue` null is the hall's own. If empty, the answer has nothing else */
  changed: z.array(z.object({ queue: Code.nullable(), before: z.number(), after: z.number() })),
  /** service level of recent days for queues with a changed target; `of` is the number of visits counted under it */
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
  /** number of past days tried so far, from the latest backwards, and in total */
  done: z.int(),
  of: z.int(),
  /** warnings that would have fired on these days, for rules with a difference */
  warnings: z.array(z.object({ rule: z.string(), ...TwoCounts })),
  /** minutes of these days with somebody waiting beyond the target, for queues with a difference */
  beyond: z.array(z.object({ queue: Code, ...TwoCounts })),
});
export type TargetConsequences = z.infer<typeof TargetConsequences>;

/** Days back whose warnings are routed again with another duty roster. */
export const DUTY_ALERT_DAYS = 14;

/** `POST /v1/duty/consequences`: effect of a roster change on the week of a hall that contains a day, by default today. */
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

/** Effect of a duty roster change on a week of a hall. Nothing is written. */
export const DutyConsequences = z.object({
  hall: Code,
  timeZone: z.string(),
  /** first and last day */
  week: z.object({ from: Day, to: Day }),
  /** recent warnings, moved to the same weekday and time of that week, without warnings about missing duty */
  alerts: z.object({
    days: z.int(),
    given: z.int(),
    /** nobody on duty could be notified */
    nobody: z.object(TwoCounts),
    /** without a roster, all channels are notified at once */
    channels: z.object(TwoCounts),
    /** first notified to other people than before */
    others: z.int(),
    /** people with a changed number of first notifications */
    people: z.array(z.object({ person: z.string(), ...TwoCounts })),
  }),
  /** minutes of the opening hours with nobody at a level, for levels with a change */
  gaps: z.array(z.object({ level: DutyLevel, ...TwoCounts })),
});
export type DutyConsequences = z.infer<typeof DutyConsequences>;

/** Maximum number of matters listed individually. */
export const MOVED_LISTED = 20;

const MovedMatter = z.object({
  caseId: z.string(),
  register: z.string(),
  kind: z.string(),
  item: z.string().nullable(),
  hall: z.string().nullable(),
  before: Instant.nullable(),
  after: Instant.nullable(),
  /** past the new due time, but not past the old one */
  overdue: z.boolean(),
});
export type MovedMatter = z.infer<typeof MovedMatter>;

/** `POST /v1/clocks/consequences`, `POST /v1/items/consequences`: open matters whose due time a change would move. Nothing is written. */
export const DueConsequences = z.object({
  /** first acceptance day in force */
  from: Day,
  /** open matters possibly affected, and the number of these checked, latest first */
  open: z.int(),
  looked: z.int(),
  earlier: z.int(),
  later: z.int(),
  /** with a new due time, or without one any more */
  gained: z.int(),
  lost: z.int(),
  /** overdue at once, or not overdue any more */
  overdue: z.int(),
  relieved: z.int(),
  /** the first of them: overdue ones, then by due time */
  matters: z.array(MovedMatter).max(MOVED_LISTED),
});
export type DueConsequences = z.infer<typeof DueConsequences>;
