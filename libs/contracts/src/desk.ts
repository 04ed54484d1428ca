import { z } from 'zod';
import { freeText } from './privacy';
import { Code, Day, Id, Instant } from './primitives';
import { PredictedChange, PromptKind } from './prompts';
import { Replan } from './replan';
import { Message } from './words';

/** The server rejects queues that the hall does not have. */
const QueueCodes = z.array(Code).min(1);

/** A possible measure of a supervisor, evaluated before it is done. */
export const DeskChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), windowId: Id, /** home first */ queues: QueueCodes }),
  z.strictObject({ kind: z.literal('close'), windowId: Id }),
  z.strictObject({ kind: z.literal('open'), windowId: Id, queues: QueueCodes.optional() }),
  /** one more officer at one more desk */
  z.strictObject({ kind: z.literal('officer'), queues: QueueCodes }),
  z.strictObject({
    kind: z.literal('guide'),
    item: Code,
    channel: z.enum(['self-service', 'mobile']).default('self-service'),
  }),
]);
export type DeskChange = z.infer<typeof DeskChange>;

/** Why a wait is unknown. */
export const UNKNOWN_WAITS = ['silent-feed', 'no-open-window', 'nobody-qualified', 'no-history', 'closed'] as const;
const UnknownWait = z.enum(UNKNOWN_WAITS).nullable();

/** `POST /v1/halls/{hall}/what-if`: waits of arrivals within the next hour, without and with the change. */
export const WhatIfAnswer = z.object({
  hall: z.string(),
  /** hall time of the simulated state */
  now: Instant,
  change: DeskChange,
  queues: z.record(z.string(), PredictedChange),
  /** queues with an unknown wait, before or after */
  unknown: z.record(z.string(), z.object({ before: UnknownWait, after: UnknownWait })),
  /** minutes of waiting saved by all arrivals within the next hour: mean and 80 % band */
  savedMin: z.object({ mean: z.number(), p10: z.number(), p90: z.number() }),
  /** queues that the officer at the window is not qualified for; such a change is shown but not accepted */
  unqualified: z.array(z.string()),
  tookMs: z.number(),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;

/** `POST /v1/halls/{hall}/prompts`: a supervisor's own measure, alone or instead of a proposed one. */
export const OwnPrompt = z.strictObject({
  kind: PromptKind.exclude(['other-hall']),
  windowId: Id.optional(),
  queues: z.array(Code).default([]),
  item: Code.optional(),
  channel: z.enum(['self-service', 'mobile']).optional(),
  /** duration, for openings and guiding only */
  minutes: z.number().min(5).max(480).optional(),
  /** the proposed prompt that it replaces; that one is declined with the reason */
  replaces: Id.optional(),
  note: freeText(300).optional(),
});
export type OwnPrompt = z.infer<typeof OwnPrompt>;

const Span = { from: Instant, until: Instant };

/** Rules that no plan may break; `docs/redirect.md` explains each. */
export const PLAN_RULES = [
  'complete',
  'hours',
  'gap',
  'zone-third',
  'hall-third',
  'counter',
  'demand',
  'skills',
  'link-while-away',
  'reserve-window',
  'reserve-budget',
  'doors',
  'guides-at-once',
  'terminal',
] as const;
export const PlanRule = z.enum(PLAN_RULES);
export type PlanRule = z.infer<typeof PlanRule>;

/** Who did a step of a plan, and its hall time. */
const PlanStep = z.object({ by: z.string(), at: Instant });

/** An order of a plan for a window, with its times. */
export const PlanAskChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['lunch', 'break']), ...Span, /** the start that the window had before */ was: Instant }),
  /** `queues`: additional queues to serve; `names`: their names */
  z.object({ kind: z.literal('link'), ...Span, queues: z.array(z.string()), names: z.array(z.string()) }),
  /** a reserve window to be open */
  z.object({ kind: z.literal('open'), ...Span }),
]);
export type PlanAskChange = z.infer<typeof PlanAskChange>;

/** Orders of a plan for a window: additional queues, openings, moved absences. */
export const PlanAsk = z.object({
  windowId: Id,
  number: z.string(),
  changes: z.array(PlanAskChange),
  /** orders of an earlier plan that the window has confirmed and that are still in force */
  known: z.array(PlanAskChange).optional(),
  /** when it was sent to the officer's personal channel; null without such a channel; absent while no officer was at the window */
  sentAt: Instant.nullable().optional(),
  /** null before an answer */
  said: z.enum(['received', 'cannot']).nullable(),
  by: z.string().nullable(),
  at: Instant.nullable(),
  reason: z.string().nullable(),
});
export type PlanAsk = z.infer<typeof PlanAsk>;
const AskByWindow = z.record(z.string(), PlanAsk).optional();

/** `GET /v1/halls/{hall}/plan/orders`: orders of the plan sent for the hall's day; `madeAt` is null if none was sent. */
export const PlanOrders = z.object({ madeAt: Instant.nullable(), items: z.array(PlanAsk) });
export type PlanOrders = z.infer<typeof PlanOrders>;

/** `GET /v1/halls/{hall}/plan/guides`: whom the plan sent for the hall's day guides to a terminal, in order of time. */
export const PlanGuides = z.object({
  madeAt: Instant.nullable(),
  items: z.array(z.object({ item: z.string(), name: z.string(), queue: z.string(), from: Instant, until: Instant })),
});
export type PlanGuides = z.infer<typeof PlanGuides>;

/** `GET /v1/me/plan`: orders of today's plans for the caller's window. */
export const MyPlanAsk = PlanAsk.extend({
  hall: z.string(),
  hallName: z.string(),
  timeZone: z.string(),
  madeAt: Instant,
  toldAt: Instant,
});
export type MyPlanAsk = z.infer<typeof MyPlanAsk>;

const Answering = { madeAt: Instant, windowId: Id };
/** `POST /v1/halls/{hall}/plan/answer` */
export const PlanAnswer = z.discriminatedUnion('said', [
  z.strictObject({ ...Answering, said: z.literal('received') }),
  z.strictObject({ ...Answering, said: z.literal('cannot'), reason: freeText(500).min(1) }),
]);
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** `GET /v1/halls/{hall}/plan`: measures for the rest of the day, with their own effect without prompts. */
export const HallPlan = z.object({
  hall: z.string(),
  day: Day,
  /** hall time from which it is in force */
  madeAt: Instant,
  /** windows that serve more queues than usual from then on, home first */
  links: z.array(
    z.object({
      windowId: Id,
      number: z.string(),
      queues: z.array(z.string()),
      /** later than `madeAt` if the officer is away then */ from: Instant.optional(),
    }),
  ),
  absences: z.array(
    z.object({
      windowId: Id,
      number: z.string(),
      officerId: z.string().nullable(),
      kind: z.enum(['lunch', 'break']),
      ...Span,
      /** rostered start, for a moved absence */ rosteredFrom: Instant.nullable(),
      /** computed when read, never stored: its time has passed, or the officer has already had it */ over: z
        .literal(true)
        .optional(),
    }),
  ),
  openings: z.array(z.object({ windowId: Id, number: z.string(), ...Span })),
  guides: z.array(z.object({ item: z.string(), name: z.string(), queue: z.string(), ...Span })),
  /** expected effect: mean waits of simulated days without and with the plan, not observed; null with a reason if unknown */
  worth: z
    .object({
      days: z.int(),
      meanWithoutMin: z.number(),
      meanWithMin: z.number(),
      cut: z.number(),
      cutCI: z.number(),
      /** 80 % band of single days */
      dayLow: z.number().optional(),
      dayHigh: z.number().optional(),
    })
    .nullable(),
  worthUnknown: z.string().nullable(),
  /** the same as data; absent in plans from before it was stored */
  worthUnknownWords: Message.nullable().optional(),
  /** rules that the plan breaks; such a plan is not shown, so everything above is empty */
  violations: z
    .array(z.object({ rule: PlanRule, at: Instant, number: z.string().nullable(), item: z.string().nullable() }))
    .default([]),
  /** limits exceeded because no time within their hours is better; `roster`: the roster fixes everybody concerned */
  forced: z
    .array(
      z.object({
        rule: PlanRule,
        cause: z.enum(['roster', 'hours']),
        /** null for the whole hall */ queue: z.string().nullable(),
        ...Span,
        numbers: z.array(z.string()),
        away: z.int(),
        allowed: z.int(),
      }),
    )
    .default([]),
  /** by branch and half hour: minimum number of windows there under the plan, and the number that demand needs */
  presence: z
    .array(
      z.object({ queue: z.string(), slots: z.array(z.object({ from: Instant, there: z.int(), needed: z.int() })) }),
    )
    .default([]),
  /** who adopted it for the hall; absent for a proposal */
  adopted: PlanStep.optional(),
  /** who sent it to the windows; from then on officers see their times in it */
  issued: PlanStep.optional(),
  /** by window: who was asked for a confirmation, and since when */
  asked: AskByWindow,
  /** for a plan made again automatically beside a plan in force */
  replan: Replan.optional(),
  /** number of absences moved by hand */
  moved: z.int().optional(),
  /** computed when read, never stored: closing time of its day, after which the plan has no further effect */
  endsAt: Instant.optional(),
  /** the plan in force, if this one is a later proposal */
  inForce: z.object({ madeAt: Instant, adopted: PlanStep, issued: PlanStep.optional(), asked: AskByWindow }).optional(),
});
export type HallPlan = z.infer<typeof HallPlan>;

/** Reasons for no plan at all, because any move would be arbitrary. */
export const UNPLANNED = ['plan.not-open', 'plan.no-history'] as const;
export type Unplanned = (typeof UNPLANNED)[number];
/** Null for a plan that can decide something. */
export const unplanned = ({ worthUnknownWords: why }: Pick<HallPlan, 'worthUnknownWords'>): Unplanned | null =>
  UNPLANNED.find((code) => code === why?.code) ?? null;

/** Maximum number of absences of a large hall's day. */
const MAX_MOVES = 500;
/** `POST /v1/halls/{hall}/plan/trial` and `/adopt`: the latest plan with absences at other times. */
export const PlanChange = z.strictObject({
  /** identifies the plan, so that a plan made meanwhile is not changed unseen */
  madeAt: Instant,
  moves: z
    .array(
      z.strictObject({
        windowId: Id,
        kind: z.enum(['lunch', 'break']),
        /** start in the plan */ from: Instant,
        /** new start */ to: Instant,
      }),
    )
    .max(MAX_MOVES)
    .default([]),
});
export type PlanChange = z.infer<typeof PlanChange>;
export const PlanIssue = z.strictObject({ madeAt: Instant });

/** Rules that a person may break knowingly; the engine keeps them as well as it can. */
export const SOFT_PLAN_RULES: readonly PlanRule[] = ['zone-third', 'hall-third', 'demand'];

/** Result of a changed plan; nothing is stored. */
export const PlanTrial = z.object({
  plan: HallPlan,
  /** the same figures for the unchanged plan, over the same simulated days */
  before: HallPlan.shape.worth,
  /** rules that the change breaks but the plan did not */
  objections: HallPlan.shape.violations,
  /** whether it can be adopted */
  allowed: z.boolean(),
});
export type PlanTrial = z.infer<typeof PlanTrial>;

/** `GET /v1/halls/{hall}/neighbours`: nearby halls with both totals: staying here, and going there. */
export const NeighbourHall = z.object({
  code: Code,
  name: z.string(),
  travelMin: z.number(),
  queues: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      hereP50Sec: z.number().nullable(),
      hereP80Sec: z.number().nullable(),
      thereP50Sec: z.number(),
      thereP80Sec: z.number(),
      /** minutes saved by going, including the way; negative if staying is quicker; null if the wait here is unknown */
      soonerMin: z.number().nullable(),
    }),
  ),
});
export type NeighbourHall = z.infer<typeof NeighbourHall>;

/** `GET /v1/halls/{hall}/stuck` */
export const StuckTicket = z.object({
  ticketId: Id,
  number: z.string().nullable(),
  queue: z.string().nullable(),
  windowId: z.string().nullable(),
  state: z.enum(['called', 'serving']),
  since: Instant,
  forMin: z.number(),
  why: z.enum(['long', 'end-lost', 'window-gone']),
  advice: z.enum(['finish', 'no-show', 'recall', 'ask']),
});
export type StuckTicket = z.infer<typeof StuckTicket>;

export const CLOSE_STEPS = [
  'unserved',
  'windows',
  'stuck',
  'prompts',
  'warnings',
  'terminals',
  'cash',
  'note',
] as const;
export const CloseStep = z.enum(CLOSE_STEPS);
export type CloseStep = z.infer<typeof CloseStep>;

/** `GET /v1/halls/{hall}/day-close`: open matters of the day's end, and who has handled them. */
export const DayClose = z.object({
  hall: z.string(),
  day: Day,
  now: Instant,
  open: z.boolean(),
  /** last event of its feeds, and seconds since its arrival; null without any */
  heardAt: Instant.nullable(),
  ageSec: z.number().nullable(),
  unserved: z.array(
    z.object({
      ticketId: Id,
      number: z.string().nullable(),
      queue: z.string(),
      issuedAt: Instant,
      waitedMin: z.number(),
    }),
  ),
  openWindows: z.array(
    z.object({ windowId: Id, number: z.string(), state: z.string(), ticketNumber: z.string().nullable() }),
  ),
  stuck: z.array(StuckTicket),
  /** open prompts and warnings */
  prompts: z.int(),
  warnings: z.int(),
  checked: z.partialRecord(CloseStep, z.object({ by: z.string(), at: Instant })),
  closed: z
    .object({
      by: z.string(),
      at: Instant,
      carryOver: z.int(),
      /** number of windows still open at the signature */ openWindows: z.int(),
      note: z.string(),
    })
    .nullable(),
});
export type DayClose = z.infer<typeof DayClose>;

export const CloseCheck = z.strictObject({ step: CloseStep, done: z.boolean() });
export type CloseCheck = z.infer<typeof CloseCheck>;
/** `openWindows`: number of windows knowingly left open; a note must then explain it. */
export const CloseDay = z.strictObject({ note: freeText(1000).default(''), openWindows: z.int().min(0).default(0) });
export type CloseDay = z.infer<typeof CloseDay>;

/** A note from one shift to the next. */
export const ShiftNote = z.object({
  id: z.string(),
  hall: z.string(),
  /** hall time */ at: Instant,
  by: z.string(),
  text: z.string(),
  read: z.array(z.object({ by: z.string(), at: Instant })),
});
export type ShiftNote = z.infer<typeof ShiftNote>;
export const NewShiftNote = z.strictObject({ text: freeText(2000).min(1) });
export type NewShiftNote = z.infer<typeof NewShiftNote>;
