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

/** Reason for ending a warning by hand, if it says something about the rule. */
export const DismissedAs = z.enum(['false-alarm']);
export type DismissedAs = z.infer<typeof DismissedAs>;

/**
 * How a warning ended. `action`: a measure against it was carried out · `explained`: somebody ended it with a reason · `cleared`: by itself
 * · `left`: by itself, because its visitors left unserved. Only the first two close the loop.
 */
export const WARNING_ENDS = ['action', 'explained', 'cleared', 'left'] as const;
export const WarningEnd = z.enum(WARNING_ENDS);
export type WarningEnd = z.infer<typeof WarningEnd>;

/** Subjects of warnings. */
export const WarningKind = z.enum(['hall', 'queue', 'window', 'item', 'terminal', 'feed', 'unit', 'line']);
export type WarningKind = z.infer<typeof WarningKind>;

/** State of a warning's messages. Delivered means confirmed by the recipient's system. */
export const WarningTold = z.object({ delivered: z.int(), waiting: z.int(), failed: z.int() });
export type WarningTold = z.infer<typeof WarningTold>;

export const Warning = z.object({
  id: Id,
  rule: z.string(),
  ruleVersion: z.int(),
  /** revision of the settings that fired it; absent for the built-in settings */
  ruleRevision: z.int().optional(),
  hall: z.string(),
  scope: z.object({ kind: WarningKind, code: z.string() }),
  severity: Severity,
  condition: Condition,
  handling: Handling,
  /** one Chinese sentence */
  message: z.string(),
  /** the same as data, for all languages; absent in warnings from before it was stored */
  words: Message.optional(),
  value: z.number().nullable(),
  threshold: z.number(),
  unit: z.string(),
  /** hall times */
  since: Instant,
  firedAt: Instant.nullable(),
  clearedAt: Instant.nullable(),
  acknowledgedBy: z.string().optional(),
  /** number of firings within an hour, for a flapping warning, which stays open until it is quiet */
  flapping: z.int().optional(),
  /** ended by hand as a wrong warning */
  dismissedAs: DismissedAs.optional(),
  /** how it ended; number of its queue's visitors who left unserved while it fired, and who were called */
  ended: z.object({ as: WarningEnd, left: z.int().nullable(), served: z.int().nullable() }).optional(),
  /** silenced until then (hall time): nobody is notified */
  silencedUntil: Instant.optional(),
  /** who has it, and when it escalates; absent without a roster */
  escalation: Escalation.optional(),
  /** absent if nobody had to be notified */
  told: WarningTold.optional(),
  timeline: z
    .array(
      z.object({
        at: Instant,
        from: z.string(),
        to: z.string(),
        actor: z.string(),
        reason: z.string().optional(),
        /** if the reason comes from the product, not from a person */
        reasonWords: Message.optional(),
      }),
    )
    .optional(),
});
export type Warning = z.infer<typeof Warning>;

/** Warnings behind a figure of the loop: those with this end, those with this instant, or all fired. */
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

/** `GET /v1/loop`: a fired warning, with the instants of its figures. */
export const LoopWarning = Warning.extend({
  noticedAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  actedAt: Instant.nullable(),
  timeZone: z.string(),
});
export type LoopWarning = z.infer<typeof LoopWarning>;

/** `GET /v1/me/warnings`: the calling officer's present window, and the warnings about it. */
export const MyWarnings = z.object({
  officerId: z.string().nullable(),
  /** null if the officer is at no window by the feeds */
  seat: z
    .object({
      hall: z.string(),
      hallName: z.string(),
      timeZone: z.string(),
      now: Instant,
      windowId: z.string(),
      number: z.string(),
      state: z.string(),
      /** number of the ticket called or in service there */
      ticket: z.string().nullable().optional(),
      loadMin: z.number().nullable(),
      level: z.string(),
      queues: z.array(
        z.object({ code: z.string(), name: z.string(), waiting: z.int(), longestWaitSec: z.number().nullable() }),
      ),
      /** first ticket of the line with the longest wait that this window serves; null if nobody waits */
      next: z.object({ number: z.string(), queue: z.string(), waitedSec: z.number().nullable() }).nullable(),
      /** the present absence, and the next rostered one */
      absence: Absence.nullable(),
      nextAbsence: PlannedAbsence.nullable(),
      /** its feed is silent */
      silent: z.boolean(),
    })
    .nullable(),
  /** about the officer's own window, for the officer to acknowledge */
  own: z.array(Warning),
  /** about its queues, for information; the supervisor answers them */
  around: z.array(Warning),
});
export type MyWarnings = z.infer<typeof MyWarnings>;

const InLanguages = z.object({ 'zh-CN': z.string(), en: z.string() });

/** A rule in force. Changing its definition needs a new version; warnings keep the version that fired them. */
export const WarningRule = z.object({
  key: z.string(),
  version: z.int(),
  severity: Severity,
  unit: z.string(),
  scope: WarningKind,
  /** built-in value; null if it depends on a measured value, such as the wait target of a queue */
  threshold: z.number().nullable(),
  /** firing condition, if the threshold does not describe it */
  fires: InLanguages.nullable(),
  /** share of the firing value below which it clears, or a text; null if nothing is measured */
  clears: z.union([z.number(), InLanguages]).nullable(),
  forSec: z.number(),
  keepFiringSec: z.number(),
  /** maximum firings within an hour before it stays open as one; null if nothing is measured */
  flapAfter: z.int().nullable(),
  /** it predicts, instead of using the present */
  predictive: z.boolean(),
  /** it can be back-tested */
  testable: z.boolean(),
  /** a reminder of cards: its threshold is working days without an answer, and nothing is measured */
  reminder: z.boolean(),
  /** warnings shown now in the caller's halls, without twins unless requested */
  live: z.int(),
});
export type WarningRule = z.infer<typeof WarningRule>;

const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:mm');
/** Weekdays (1 = Monday) and times of the hall's clock. */
export const Weekly = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from < to, 'it ends before it begins');

/** Silences a rule in a hall for a while: it is still evaluated and shown, but nobody is notified. Reason and end are required. */
export const NewSilence = z.strictObject({
  /** or the bureau's code, for warnings without a hall */
  hall: z.string().min(1).max(64),
  /** null for all rules */
  rule: z.string().max(64).nullable().default(null),
  /** null for all places of the rule */
  code: Id.nullable().default(null),
  reason: freeText(500).min(1),
  /** hall times; `from` is now by default */
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
 * Recipients of a simulated firing. `somebody`: people on duty · `later`: delayed by quiet hours · `nobody`: nobody was on duty · null:
 * without a roster. `overQuota`: delayed by a robot's limit.
 */
export const BackTestRouting = z.object({
  told: z.enum(['somebody', 'later', 'nobody']).nullable(),
  overQuota: z.boolean(),
});
export type BackTestRouting = z.infer<typeof BackTestRouting>;

/** Result of a rule on one past day; `GET /v1/halls/{hall}/back-test?rule=&day=`. */
export const BackTestDay = z.object({
  hall: z.string(),
  day: z.string(),
  rule: z.string(),
  version: z.int(),
  /** number of evaluated minutes, and their distance */
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
      /** minutes from the warning to an actual wait beyond the target; negative if the wait came first; null without one within the hour, or for other rules */
      leadMin: z.number().nullable(),
      /** a prompt for it was agreed to within 15 minutes */
      acted: z.boolean(),
      routing: BackTestRouting.optional(),
    }),
  ),
  /** number of waits that passed the target, and those without an earlier live warning of this rule */
  reached: z.int(),
  unannounced: z.int(),
});
export type BackTestDay = z.infer<typeof BackTestDay>;

/** Basis of an expected number of visitors, best first: own past, similar halls, bookings, today's arrivals. */
export const RateSource = z.enum(['own', 'pooled', 'bookings', 'today']);
export type RateSource = z.infer<typeof RateSource>;

/** Expected work of a hall day compared with its staff, by half hour. */
export const LoadForecast = z.object({
  hall: z.string(),
  name: z.string(),
  timeZone: z.string(),
  day: z.string(),
  /** the hall's day at the time of the forecast */
  today: Day,
  now: Instant,
  slotMin: z.int(),
  open: z.array(z.object({ from: Instant, to: Instant })),
  /** reason for unusual hours; absent without one */
  exception: Message.optional(),
  /** false with too little history */
  known: z.boolean(),
  queues: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      meanServiceMin: z.number().nullable(),
      /** people waiting now, the minutes of work for them, and the one wait figure; null if unknown */
      waiting: z.int(),
      backlogMin: z.number(),
      waitSec: z.number().nullable(),
      /** `short`: a later visitor will wait beyond the queue's target; `backlog`: it is beyond its target now; `enough`: neither; `unknown`: no data */
      staff: z.enum(['enough', 'short', 'backlog', 'unknown']),
      /** additional people, from the opening or from now on, that keep the forecast wait within the target; null without roster or history */
      lacking: z.int().nullable(),
      /** basis of the numbers if not only the queue's own past: the weakest source; `came`: today's arrivals in half hours without an own past */
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
          /** expected tickets with P10 and P90, and actual ones; null for the future */
          arrivals: z.number(),
          arrivalsLow: z.number(),
          arrivalsHigh: z.number(),
          came: z.number().nullable(),
          /** minutes of work of these tickets, with P10 and P90 */
          workMin: z.number(),
          workLowMin: z.number(),
          workHighMin: z.number(),
          /** minutes of officers rostered at windows with this home queue; null without a roster */
          staffedMin: z.number().nullable(),
          /** minutes of work left at the start of the half hour, including the present backlog; null for the past */
          carriedMin: z.number().nullable(),
          /** minutes of work of people waiting at the start of the half hour; absent for the future */
          waitedMin: z.number().optional(),
        }),
      ),
    }),
  ),
});
export type LoadForecast = z.infer<typeof LoadForecast>;
/** The same for several days or halls. */
export const LoadForecasts = z.object({ items: z.array(LoadForecast) });
export type LoadForecasts = z.infer<typeof LoadForecasts>;
/** Maximum number of halls per answer, because each forecast is computed separately. */
export const MOST_NEXT_DAYS = 12;
/** Maximum days ahead; rosters are seldom made earlier. */
export const LOAD_DAYS_AHEAD = 14;

/** Conditions that need somebody. */
const OPEN: ReadonlySet<Condition> = new Set<Condition>(['firing', 'recovering', 'no_data', 'error']);

/** Whether a warning counts as open, for wall, desk, map and the closing of a day. */
export const isOpenWarning = ({ condition }: Pick<Warning, 'condition'>): boolean => OPEN.has(condition);

/** Nobody has answered it yet. */
export const isUnanswered = ({ handling }: Pick<Warning, 'handling'>): boolean =>
  handling === 'new' || handling === 'notified';

/** A red warning that is neither answered nor silenced; walls return to it and sound for it. */
export const isRedUnanswered = (
  warning: Pick<Warning, 'severity' | 'condition' | 'handling' | 'silencedUntil'>,
): boolean =>
  warning.severity === 'red' &&
  warning.condition === 'firing' &&
  warning.silencedUntil === undefined &&
  isUnanswered(warning);

const CALLING = '-call';

/** The same for public places: that maintenance is needed, without names. */
export function withoutCalled<T extends Pick<Warning, 'message' | 'words'>>(warning: T): T {
  const { words } = warning;
  if (words?.code.endsWith(CALLING) !== true) return warning;
  const { people: _, ...params } = words.params;
  const role: Message = { code: words.code.slice(0, -CALLING.length), params };
  return { ...warning, words: role, message: chinese(role) };
}
