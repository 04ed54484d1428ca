import { z } from 'zod';
import { Absence, PlannedAbsence } from './absences';
import { Escalation } from './duty';
import { freeText } from './privacy';
import { Day, Id, Instant, Severity } from './primitives';
import { Message, chinese } from './words';

export const CONDITIONS = ['normal', 'pending', 'firing', 'recovering', 'resolved', 'no_data', 'error'] as const;
export const Condition = z.enum(CONDITIONS);
export type Condition = z.infer<typeof Condition>;

export const HANDLINGS = ['new', 'notified', 'acknowledged', 'acting', 'explained', 'snoozed'] as const;
export const Handling = z.enum(HANDLINGS);
export type Handling = z.infer<typeof Handling>;

/** Why somebody ended a warning by hand, where that tells something of the rule. */
export const DismissedAs = z.enum(['false-alarm']);
export type DismissedAs = z.infer<typeof DismissedAs>;

/**
 * How a warning ended. `action`: a measure against it was carried out · `explained`: somebody ended it with a reason · `cleared`: by itself ·
 * `left`: by itself, because those it was about went away unserved. Only the first two close the loop.
 */
export const WARNING_ENDS = ['action', 'explained', 'cleared', 'left'] as const;
export const WarningEnd = z.enum(WARNING_ENDS);
export type WarningEnd = z.infer<typeof WarningEnd>;

/** What a warning can be about. */
export const WarningKind = z.enum(['hall', 'queue', 'window', 'item', 'terminal', 'feed', 'unit', 'line']);
export type WarningKind = z.infer<typeof WarningKind>;

/** What became of the messages about a warning. Delivered is what the other side has confirmed. */
export const WarningTold = z.object({ delivered: z.int(), waiting: z.int(), failed: z.int() });
export type WarningTold = z.infer<typeof WarningTold>;

export const Warning = z.object({
  id: Id,
  rule: z.string(),
  ruleVersion: z.int(),
  /** the version of its settings that fired it; missing: it went as it is written */
  ruleRevision: z.int().optional(),
  hall: z.string(),
  scope: z.object({ kind: WarningKind, code: z.string() }),
  severity: Severity,
  condition: Condition,
  handling: Handling,
  /** one Chinese sentence */
  message: z.string(),
  /** the same as data, for every language; missing in warnings from before it was kept */
  words: Message.optional(),
  value: z.number().nullable(),
  threshold: z.number(),
  unit: z.string(),
  /** hall times */
  since: Instant,
  firedAt: Instant.nullable(),
  clearedAt: Instant.nullable(),
  acknowledgedBy: z.string().optional(),
  /** it comes and goes: for the so-manieth time within an hour it fired, and is held as one until it is quiet */
  flapping: z.int().optional(),
  /** ended by hand as what it should not have been */
  dismissedAs: DismissedAs.optional(),
  /** how it ended; of its queue's people, how many went away unserved while it fired, and how many were called */
  ended: z.object({ as: WarningEnd, left: z.int().nullable(), served: z.int().nullable() }).optional(),
  /** nobody is called because of it until then (hall time): somebody silenced it */
  silencedUntil: Instant.optional(),
  /** who has it, and when it is passed up; missing where no roster is kept */
  escalation: Escalation.optional(),
  /** missing: nobody was to be told */
  told: WarningTold.optional(),
  timeline: z
    .array(
      z.object({
        at: Instant,
        from: z.string(),
        to: z.string(),
        actor: z.string(),
        reason: z.string().optional(),
        /** where the product says it, not a person */
        reasonWords: Message.optional(),
      }),
    )
    .optional(),
});
export type Warning = z.infer<typeof Warning>;

/** Which warnings stand behind a figure of the loop: those that ended so, those of which that instant is known, or all that fired. */
export const LOOP_PARTS = [
  'all',
  'by-action',
  'explained',
  'cleared',
  'left',
  'open',
  'noticed',
  'acknowledged',
  'acted',
  'over',
  'false-alarm',
] as const;
export const LoopPart = z.enum(LOOP_PARTS);
export type LoopPart = z.infer<typeof LoopPart>;

/** `GET /v1/loop`: a warning that fired, with the instants its figures are made of. */
export const LoopWarning = Warning.extend({
  noticedAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  actedAt: Instant.nullable(),
  timeZone: z.string(),
});
export type LoopWarning = z.infer<typeof LoopWarning>;

/** `GET /v1/me/warnings`: where the calling officer sits now, and the warnings that are about it. */
export const MyWarnings = z.object({
  officerId: z.string().nullable(),
  /** null: sits at no window now, as far as the feeds tell */
  seat: z
    .object({
      hall: z.string(),
      hallName: z.string(),
      timeZone: z.string(),
      now: Instant,
      windowId: z.string(),
      number: z.string(),
      state: z.string(),
      /** number of the ticket that is called or served there now */
      ticket: z.string().nullable().optional(),
      loadMin: z.number().nullable(),
      level: z.string(),
      queues: z.array(
        z.object({ code: z.string(), name: z.string(), waiting: z.int(), longestWaitSec: z.number().nullable() }),
      ),
      /** who stands first in a line that this window serves, of the line that has waited longest; null when nobody waits */
      next: z.object({ number: z.string(), queue: z.string(), waitedSec: z.number().nullable() }).nullable(),
      /** the absence that is under way, and the next one of the roster */
      absence: Absence.nullable(),
      nextAbsence: PlannedAbsence.nullable(),
      /** the feed that tells of it is silent */
      silent: z.boolean(),
    })
    .nullable(),
  /** of the officer's own window: theirs to acknowledge */
  own: z.array(Warning),
  /** of the queues served there: to know of, for the supervisor to answer */
  around: z.array(Warning),
});
export type MyWarnings = z.infer<typeof MyWarnings>;

const InLanguages = z.object({ 'zh-CN': z.string(), en: z.string() });

/** A rule in force. Changing what it says takes a new version; instances keep the version that fired them. */
export const WarningRule = z.object({
  key: z.string(),
  version: z.int(),
  severity: Severity,
  unit: z.string(),
  scope: WarningKind,
  /** as the rule is written; null: it follows what is measured, as the wait target of a queue */
  threshold: z.number().nullable(),
  /** when it fires, where its threshold does not say it */
  fires: InLanguages.nullable(),
  /** the share of what fires it below which it clears, or in words; null: nothing is measured */
  clears: z.union([z.number(), InLanguages]).nullable(),
  forSec: z.number(),
  keepFiringSec: z.number(),
  /** so often it may fire within an hour before it is held as one; null: nothing is measured */
  flapAfter: z.int().nullable(),
  /** it looks ahead, instead of at what is */
  predictive: z.boolean(),
  /** it can be run over past days */
  testable: z.boolean(),
  /** it reminds of cards: its threshold is in working days without an answer, and nothing is measured */
  reminder: z.boolean(),
  /** instances that are shown now in the caller's halls, without those of a twin that is not asked for */
  live: z.int(),
});
export type WarningRule = z.infer<typeof WarningRule>;

const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:mm');
/** On these weekdays (1 = Monday), between these times of the hall's clock. */
export const Weekly = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from < to, 'it ends before it begins');

/** Keeps a rule quiet in a hall for a while: it is still evaluated and shown, but calls nobody. Always with a reason and an end. */
export const NewSilence = z.strictObject({
  /** or the bureau's code, for what belongs to no hall */
  hall: z.string().min(1).max(64),
  /** null: every rule */
  rule: z.string().max(64).nullable().default(null),
  /** null: wherever the rule looks */
  code: Id.nullable().default(null),
  reason: freeText(500).min(1),
  /** hall times; from: absent = now */
  from: Instant.optional(),
  until: Instant,
  weekly: Weekly.nullable().default(null),
});
export type NewSilence = z.infer<typeof NewSilence>;
export const Silence = z.object({
  id: Id,
  hall: z.string(),
  rule: z.string().nullable(),
  code: z.string().nullable(),
  reason: z.string(),
  owner: z.string(),
  from: Instant,
  until: Instant,
  weekly: Weekly.nullable(),
  /** ended by hand before its time */
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  /** in force at this moment of the hall */
  active: z.boolean(),
});
export type Silence = z.infer<typeof Silence>;

/**
 * Whom a firing would have been told to. `somebody`: who was on duty · `later`: it waited for the end of the quiet hours · `nobody`: nobody was on duty ·
 * null: no roster is kept. `overQuota`: it could not have gone out at once, because a robot's limit stood against it.
 */
export const BackTestRouting = z.object({
  told: z.enum(['somebody', 'later', 'nobody']).nullable(),
  overQuota: z.boolean(),
});
export type BackTestRouting = z.infer<typeof BackTestRouting>;

/** What a rule would have done on one past day; `GET /v1/halls/{hall}/back-test?rule=&day=`. */
export const BackTestDay = z.object({
  hall: z.string(),
  day: z.string(),
  rule: z.string(),
  version: z.int(),
  /** minutes looked at, and how far apart */
  minutes: z.int(),
  stepMin: z.int(),
  firings: z.array(
    z.object({
      at: Instant,
      until: Instant.nullable(),
      scope: z.object({ kind: z.string(), code: z.string() }),
      severity: Severity,
      message: z.string(),
      words: Message.optional(),
      value: z.number().nullable(),
      threshold: z.number(),
      /** minutes from the warning to the moment somebody had really waited beyond the target; negative: it came after; null: nobody did within the hour, or the rule is about no wait */
      leadMin: z.number().nullable(),
      /** a prompt for it was agreed to within 15 minutes */
      acted: z.boolean(),
      routing: BackTestRouting.optional(),
    }),
  ),
  /** times somebody in a queue came to wait beyond the target, and how many of them no live warning of this rule had announced */
  reached: z.int(),
  unannounced: z.int(),
});
export type BackTestDay = z.infer<typeof BackTestDay>;

/** What an expected number of visitors rests on, best first: the own past, that of halls alike, bookings, or what has come today. */
export const RateSource = z.enum(['own', 'pooled', 'bookings', 'today']);
export type RateSource = z.infer<typeof RateSource>;

/** Expected work of a hall day beside who is there to do it, half hour by half hour. */
export const LoadForecast = z.object({
  hall: z.string(),
  name: z.string(),
  timeZone: z.string(),
  day: z.string(),
  /** the day the hall has, on which this is foretold */
  today: Day,
  now: Instant,
  slotMin: z.int(),
  open: z.array(z.object({ from: Instant, to: Instant })),
  /** what makes the day other than those of every week; absent where nothing does */
  exception: Message.optional(),
  /** false: too few past days to expect anything */
  known: z.boolean(),
  queues: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      meanServiceMin: z.number().nullable(),
      /** who waits now, the minutes of work they bring, and the one wait figure; null where it cannot be said */
      waiting: z.int(),
      backlogMin: z.number(),
      waitSec: z.number().nullable(),
      /** `short`: what piles up makes somebody still to come wait beyond the target of the queue; `backlog`: the queue is beyond its wait target now; `enough` only when neither; `unknown` without roster or history */
      staff: z.enum(['enough', 'short', 'backlog', 'unknown']),
      /** with so many more from the opening on, or from now on, the wait that is foretold stays within the target; null without roster or history */
      lacking: z.int().nullable(),
      /** what the expected numbers rest on where that is not the own past of the queue alone: of what is still to come, the weakest source; `came` are those of today, in half hours without an own past */
      basis: z
        .object({
          source: RateSource,
          days: z.int().optional(),
          halls: z.int().optional(),
          booked: z.int().optional(),
          came: z.int(),
        })
        .optional(),
      slots: z.array(
        z.object({
          at: Instant,
          /** tickets expected, with P10 and P90, and those that came; null for what is still to come */
          arrivals: z.number(),
          arrivalsLow: z.number(),
          arrivalsHigh: z.number(),
          came: z.number().nullable(),
          /** minutes of work they bring, with P10 and P90 */
          workMin: z.number(),
          workLowMin: z.number(),
          workHighMin: z.number(),
          /** minutes of officers rostered at windows whose home queue it is; null without a roster */
          staffedMin: z.number().nullable(),
          /** minutes of work left over from before, the backlog of now included, when the half hour begins; null for what is over */
          carriedMin: z.number().nullable(),
          /** minutes of work of those who waited when the half hour began; missing for what is still to come */
          waitedMin: z.number().optional(),
        }),
      ),
    }),
  ),
});
export type LoadForecast = z.infer<typeof LoadForecast>;
/** The same of several days, or of several halls. */
export const LoadForecasts = z.object({ items: z.array(LoadForecast) });
export type LoadForecasts = z.infer<typeof LoadForecasts>;
/** Halls whose next day is foretold in one answer: each is computed by itself, so not for those of a whole bureau. */
export const MOST_NEXT_DAYS = 12;
/** Days ahead of which work is foretold: beyond, rosters are seldom written. */
export const LOAD_DAYS_AHEAD = 14;

/** Conditions that ask for somebody. */
const OPEN: ReadonlySet<Condition> = new Set<Condition>(['firing', 'recovering', 'no_data', 'error']);

/** Whether a warning is counted as open: on the wall, at the desk, on the map and when a day is closed alike. */
export const isOpenWarning = ({ condition }: Pick<Warning, 'condition'>): boolean => OPEN.has(condition);

/** Nobody has said anything to it yet. */
export const isUnanswered = ({ handling }: Pick<Warning, 'handling'>): boolean =>
  handling === 'new' || handling === 'notified';

/** A red warning that nobody has taken in hand yet, and nobody has silenced: what walls turn back for and sound for. */
export const isRedUnanswered = (
  warning: Pick<Warning, 'severity' | 'condition' | 'handling' | 'silencedUntil'>,
): boolean =>
  warning.severity === 'red' &&
  warning.condition === 'firing' &&
  warning.silencedUntil === undefined &&
  isUnanswered(warning);

const CALLING = '-call';

/** The same for a place where the public stands: that maintenance is to be called, and nobody's name. */
export function withoutCalled<T extends Pick<Warning, 'message' | 'words'>>(warning: T): T {
  const { words } = warning;
  if (words?.code.endsWith(CALLING) !== true) return warning;
  const { people: _, ...params } = words.params;
  const role: Message = { code: words.code.slice(0, -CALLING.length), params };
  return { ...warning, words: role, message: chinese(role) };
}
