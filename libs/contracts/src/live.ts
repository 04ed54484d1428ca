import { z } from 'zod';
import { Absence, PlannedAbsence } from './absences';
import { Day, Instant, Level } from './primitives';
import { Helpless, Prompt } from './prompts';
import { Replan } from './replan';
import { LiveSimulation } from './simulation';
import { Situation } from './situation';
import { Warning } from './warnings';
import { Message } from './words';

/** What about a feed cannot be right. */
export const ANOMALY_KINDS = ['clock', 'backwards', 'frozen', 'closed-day', 'restarted'] as const;

export const FeedState = z.enum(['live', 'stale', 'silent', 'never']);
export type FeedState = z.infer<typeof FeedState>;

export const LiveFeed = z.object({
  source: z.string(),
  state: FeedState,
  /** the latest event time it has shown */
  lastEventAt: Instant.nullable(),
  /** seconds since the last event *arrived*, by the wall clock: how old what you see is */
  ageSec: z.number().nullable(),
  /** feeds whose content cannot be right: a clock years off, numbers running backwards */
  oddities: z.array(
    z.object({
      kind: z.string(),
      message: z.string(),
      count: z.int(),
      lastAt: Instant,
      /** what `message` says, for screens in any language; absent where only the message is known */
      code: z.enum(ANOMALY_KINDS).optional(),
      subject: z.string().optional(),
    }),
  ),
});
export type LiveFeed = z.infer<typeof LiveFeed>;

export const LiveQueue = z.object({
  code: z.string(),
  name: z.string(),
  /** in English; absent where it has none of its own */
  nameEn: z.string().optional(),
  waiting: z.int(),
  longestWaitSec: z.number().nullable(),
  /** nobody should wait longer, minutes; absent in snapshots of before it was told */
  targetMin: z.number().optional(),
  /**
   * The one wait figure: what somebody waits who takes a ticket now, half of them less. Every screen that says one wait of this queue
   * says this one, in whole minutes; null when it cannot be said.
   */
  predictedP50Sec: z.number().nullable(),
  /** the same wait, which four in five do not exceed */
  predictedP80Sec: z.number().nullable(),
  /** see `levelOfQueue` */
  level: Level,
  openWindows: z.int().nullable(),
  lastCalled: z.string().nullable(),
  /** number of the ticket that stands first in line; where priorities are mixed in it need not be the next to be called */
  first: z.string().optional(),
  /** next two hours in steps of 15 minutes: wait of one who comes then. It begins with the one wait figure */
  forecast: z.array(z.object({ at: Instant, p50Sec: z.number(), p80Sec: z.number() })),
});
export type LiveQueue = z.infer<typeof LiveQueue>;

export const WINDOW_STATES = ['idle', 'called', 'serving', 'paused', 'closed', 'fault', 'offline'] as const;
export const WindowState = z.enum(WINDOW_STATES);
export type WindowState = z.infer<typeof WindowState>;
/** In these nobody sits at a window. */
export const SHUT_STATES: ReadonlySet<WindowState> = new Set<WindowState>(['closed', 'offline']);

/** What about a window is out of the ordinary, the first that is: people must see it before all that is as usual. */
export const WindowException = z.discriminatedUnion('code', [
  /** somebody has been served for so many times as long as it usually takes */
  z.object({ code: z.literal('long-service'), times: z.number() }),
  /** it is idle, and so many wait whom its officer may serve; none of the queues has waited longer than this one */
  z.object({ code: z.literal('idle-beside'), queue: z.string(), waiting: z.int() }),
]);
export type WindowException = z.infer<typeof WindowException>;

export const LiveWindow = z.object({
  windowId: z.string(),
  number: z.string(),
  state: WindowState,
  officerId: z.string().nullable(),
  officerName: z.string().nullable(),
  /** what it serves now */
  queues: z.array(z.string()),
  homeQueue: z.string().nullable(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  ticketQueue: z.string().nullable(),
  /** seconds in this state */
  sinceSec: z.number().nullable(),
  reason: z.string().nullable(),
  /** paused as the roster plans it: which absence, and when it should end */
  absence: Absence.optional(),
  /** the next absence that the roster plans */
  nextAbsence: PlannedAbsence.optional(),
  /** predicted minutes of work waiting for this window; null when it cannot be said */
  loadMin: z.number().nullable(),
  /** its load against the wait target; never worse than the worst of the queues it serves */
  level: Level,
  /** absent while all is as usual */
  exception: WindowException.optional(),
});
export type LiveWindow = z.infer<typeof LiveWindow>;

/** called within target ÷ (called + abandoned + waiting beyond target) */
const LiveServiceLevel = z.object({ numerator: z.int(), denominator: z.int(), targetMin: z.number() });

export const LiveKpis = z.object({
  issued: z.int(),
  served: z.int(),
  waiting: z.int(),
  /** called or being served */
  atWindows: z.int().optional(),
  /** who went without being served: called and not there, gone before the call, guided elsewhere; issued = served + waiting + atWindows + these */
  left: z.object({ noShow: z.int(), cancelled: z.int(), guided: z.int() }).optional(),
  /** median wait of those called today, and of those called within the last hour: how it is now, after however calm a morning */
  waitP50Sec: z.number().nullable(),
  waitP50HourSec: z.number().nullable().optional(),
  waitMeanSec: z.number().nullable(),
  serviceLevel: LiveServiceLevel,
  /** the same figures so many minutes ago, by what is known of that moment now; absent while nobody had come by then */
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

/** The plan of the day, or of its rest made anew, while nobody has decided on it: what waits for the answer of the supervisor. */
export const PlanOffer = z.object({
  day: Day,
  /** hall time from which it holds; names it when it is adopted */
  madeAt: Instant,
  /** share of the mean wait that is expected to go, and half of its 95 % interval */
  cut: z.number(),
  cutCI: z.number(),
  /** the day was planned anew: why, what changes, and how long it can be accepted; what it cuts is against the plan in force */
  replan: Replan.omit({ ended: true, refusing: true }).optional(),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

/** What the wall shows; `GET /v1/halls/{hall}/live` and every message of its event stream. */
export const LiveHall = z.object({
  hall: z.string(),
  name: z.string(),
  clock: z.enum(['wall', 'feed']),
  timeZone: z.string(),
  /** the hall's now */
  now: Instant,
  /** when this snapshot was made, by the wall clock */
  at: Instant,
  /** the last hall minute for which warnings and prompts were decided */
  decidedAt: Instant.nullable(),
  open: z.boolean(),
  closesAt: Instant.nullable(),
  /** what makes the day other than those of every week; absent where nothing does */
  exception: Message.optional(),
  feeds: z.array(LiveFeed),
  queues: z.array(LiveQueue),
  windows: z.array(LiveWindow),
  kpis: LiveKpis,
  prompts: z.array(Prompt),
  /** absent once somebody has decided on it, and where none is worth it */
  planOffer: PlanOffer.optional(),
  /** of a simulated hall that has a simulated shift lead */
  simulation: LiveSimulation.optional(),
  /** troubles of this moment that no prompt names a window for, the worst first; empty or absent otherwise */
  helpless: z.array(Helpless).optional(),
  warnings: z.array(Warning),
  /** what all that comes down to; absent in snapshots of before 2026-12 */
  situation: Situation.optional(),
  /** walls may name who has a warning; the role only when absent */
  dutyNamesOnWall: z.boolean().optional(),
  /** the product's own pulse: false means warnings themselves are down */
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
 * Whether a snapshot left a prompt out that had been decided and waits for an answer: the hall itself speaks against it by then, and it is
 * withdrawn within the minute. Whoever shows prompts of a list beside a snapshot leaves it out too.
 */
export const isHeldBack = (
  { id, state, decidedAt }: Pick<Prompt, 'id' | 'state' | 'decidedAt'>,
  snapshot: Pick<LiveHall, 'prompts' | 'decidedAt'>,
): boolean =>
  state === 'shown' &&
  snapshot.decidedAt !== null &&
  Date.parse(decidedAt) <= Date.parse(snapshot.decidedAt) &&
  !snapshot.prompts.some((listed) => listed.id === id);
