import { z } from 'zod';
import { Absence, PlannedAbsence } from './absences';
import { Day, Instant, Level } from './primitives';
import { Helpless, Prompt } from './prompts';
import { Replan } from './replan';
import { LiveSimulation } from './simulation';
import { Situation } from './situation';
import { Warning } from './warnings';
import { Message } from './words';

/** Implausible patterns of a feed. */
export const ANOMALY_KINDS = ['clock', 'backwards', 'frozen', 'closed-day', 'restarted'] as const;

export const FeedState = z.enum(['live', 'stale', 'silent', 'never']);
export type FeedState = z.infer<typeof FeedState>;

export const LiveFeed = z.object({
  source: z.string(),
  state: FeedState,
  /** latest event time */
  lastEventAt: Instant.nullable(),
  /** seconds since the last event *arrived*, by the wall clock; the age of the data */
  ageSec: z.number().nullable(),
  /** implausible feeds: a clock years off, decreasing numbers */
  oddities: z.array(
    z.object({
      kind: z.string(),
      message: z.string(),
      count: z.int(),
      lastAt: Instant,
      /** code of `message` for screens in any language; absent if only the message is known */
      code: z.enum(ANOMALY_KINDS).optional(),
      subject: z.string().optional(),
    }),
  ),
});
export type LiveFeed = z.infer<typeof LiveFeed>;

export const LiveQueue = z.object({
  code: z.string(),
  name: z.string(),
  /** in English; absent if there is none */
  nameEn: z.string().optional(),
  waiting: z.int(),
  longestWaitSec: z.number().nullable(),
  /** wait target, minutes; absent in older snapshots */
  targetMin: z.number().optional(),
  /**
   * The one wait figure: median wait of somebody who takes a ticket now. All screens show this figure, in whole minutes; null if unknown.
   */
  predictedP50Sec: z.number().nullable(),
  /** 80th percentile of the same wait */
  predictedP80Sec: z.number().nullable(),
  /** see `levelOfQueue` */
  level: Level,
  openWindows: z.int().nullable(),
  lastCalled: z.string().nullable(),
  /** number of the first ticket in line; with priorities it may not be called next */
  first: z.string().optional(),
  /** next two hours in steps of 15 minutes: wait of arrivals at that time. It starts with the one wait figure */
  forecast: z.array(z.object({ at: Instant, p50Sec: z.number(), p80Sec: z.number() })),
});
export type LiveQueue = z.infer<typeof LiveQueue>;

export const WINDOW_STATES = ['idle', 'called', 'serving', 'paused', 'closed', 'fault', 'offline'] as const;
export const WindowState = z.enum(WINDOW_STATES);
export type WindowState = z.infer<typeof WindowState>;
/** States without an officer at the window. */
export const SHUT_STATES: ReadonlySet<WindowState> = new Set<WindowState>(['closed', 'offline']);

/** The most important exception of a window, for people to see before its usual state. */
export const WindowException = z.discriminatedUnion('code', [
  /** the service takes `times` its usual duration */
  z.object({ code: z.literal('long-service'), times: z.number() }),
  /** it is idle while `waiting` people wait whom its officer may serve; `queue` is the one with the longest wait */
  z.object({ code: z.literal('idle-beside'), queue: z.string(), waiting: z.int() }),
]);
export type WindowException = z.infer<typeof WindowException>;

export const LiveWindow = z.object({
  windowId: z.string(),
  number: z.string(),
  state: WindowState,
  officerId: z.string().nullable(),
  officerName: z.string().nullable(),
  /** queues served now */
  queues: z.array(z.string()),
  homeQueue: z.string().nullable(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  ticketQueue: z.string().nullable(),
  /** seconds in this state */
  sinceSec: z.number().nullable(),
  reason: z.string().nullable(),
  /** a rostered pause: its kind, and its planned end */
  absence: Absence.optional(),
  /** the next rostered absence */
  nextAbsence: PlannedAbsence.optional(),
  /** predicted minutes of work waiting for this window; null if unknown */
  loadMin: z.number().nullable(),
  /** its load compared with the wait target; never worse than its worst queue */
  level: Level,
  /** absent without an exception */
  exception: WindowException.optional(),
});
export type LiveWindow = z.infer<typeof LiveWindow>;

/** called within target ÷ (called + abandoned + waiting beyond target) */
const LiveServiceLevel = z.object({ numerator: z.int(), denominator: z.int(), targetMin: z.number() });

export const LiveKpis = z.object({
  issued: z.int(),
  served: z.int(),
  waiting: z.int(),
  /** called or in service */
  atWindows: z.int().optional(),
  /** left without service: no-show, left before the call, guided elsewhere; issued = served + waiting + atWindows + these */
  left: z.object({ noShow: z.int(), cancelled: z.int(), guided: z.int() }).optional(),
  /** median wait of today's calls, and of those within the last hour, which shows the present even after a calm morning */
  waitP50Sec: z.number().nullable(),
  waitP50HourSec: z.number().nullable().optional(),
  waitMeanSec: z.number().nullable(),
  serviceLevel: LiveServiceLevel,
  /** the same figures some minutes ago, by present knowledge; absent if nobody had come by then */
  earlier: z
    .object({
      minutes: z.int(),
      waiting: z.int(),
      waitP50HourSec: z.number().nullable(),
      serviceLevel: LiveServiceLevel,
    })
    .optional(),
  openWindows: z.int(),
  windows: z.int(),
});
export type LiveKpis = z.infer<typeof LiveKpis>;

/** A plan of the day, or of its rest, that waits for the supervisor's decision. */
export const PlanOffer = z.object({
  day: Day,
  /** hall time from which it is in force; identifies it when adopted */
  madeAt: Instant,
  /** expected cut of the mean wait as a share, and half of its 95 % interval */
  cut: z.number(),
  cutCI: z.number(),
  /** for a new plan of the rest of the day: reason, changes and deadline; its cut is relative to the plan in force */
  replan: Replan.omit({ ended: true, refusing: true }).optional(),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

/** Content of the wall; `GET /v1/halls/{hall}/live` and every message of its event stream. */
export const LiveHall = z.object({
  hall: z.string(),
  name: z.string(),
  clock: z.enum(['wall', 'feed']),
  timeZone: z.string(),
  /** the hall's current time */
  now: Instant,
  /** wall time of this snapshot */
  at: Instant,
  /** last hall minute for which warnings and prompts were decided */
  decidedAt: Instant.nullable(),
  open: z.boolean(),
  closesAt: Instant.nullable(),
  /** reason for unusual hours; absent without one */
  exception: Message.optional(),
  feeds: z.array(LiveFeed),
  queues: z.array(LiveQueue),
  windows: z.array(LiveWindow),
  kpis: LiveKpis,
  prompts: z.array(Prompt),
  /** absent after a decision, or if no plan is worthwhile */
  planOffer: PlanOffer.optional(),
  /** for simulated halls with a simulated shift lead */
  simulation: LiveSimulation.optional(),
  /** present troubles that no prompt names a window for, the worst first */
  helpless: z.array(Helpless).optional(),
  warnings: z.array(Warning),
  /** the conclusion; absent in snapshots from before 2026-12 */
  situation: Situation.optional(),
  /** walls may show names of those who have a warning; if absent, only the role */
  dutyNamesOnWall: z.boolean().optional(),
  /** the product's own heartbeat; false means that warnings do not work */
  watchdog: z.object({ ok: z.boolean(), at: Instant.nullable() }),
});
export type LiveHall = z.infer<typeof LiveHall>;

export const HallSummary = z.object({
  code: z.string(),
  name: z.string(),
  tier: z.string(),
  parent: z.string().nullable(),
  simulated: z.boolean(),
  clock: z.enum(['wall', 'feed']),
  twinOf: z.string().nullable(),
  windows: z.int(),
  queues: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string().optional() })),
});
export type HallSummary = z.infer<typeof HallSummary>;

/**
 * Whether a snapshot left out a prompt that is still open: the hall's state already contradicts it, and it is withdrawn within a minute.
 * Pages that list prompts beside a snapshot must leave it out too.
 */
export const isHeldBack = (
  { id, state, decidedAt }: Pick<Prompt, 'id' | 'state' | 'decidedAt'>,
  snapshot: Pick<LiveHall, 'prompts' | 'decidedAt'>,
): boolean =>
  state === 'shown' &&
  snapshot.decidedAt !== null &&
  Date.parse(decidedAt) <= Date.parse(snapshot.decidedAt) &&
  !snapshot.prompts.some((listed) => listed.id === id);
