import { z } from 'zod';
import { freeText } from './privacy';
import { Code, Day, Id, Instant } from './primitives';
import { PredictedChange, PromptKind } from './prompts';
import { Replan } from './replan';
import { Message } from './words';

/** As many as a hall has: those it does not have are refused. */
const QueueCodes = z.array(Code).min(1);

/** Something a supervisor might do: asked before it is done. */
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

/** Why a wait cannot be told. */
export const UNKNOWN_WAITS = ['silent-feed', 'no-open-window', 'nobody-qualified', 'no-history', 'closed'] as const;
const UnknownWait = z.enum(UNKNOWN_WAITS).nullable();

/** `POST /v1/halls/{hall}/what-if`: waits of those who come within the next hour, without and with the change. */
export const WhatIfAnswer = z.object({
  hall: z.string(),
  /** hall time of the state it was played from */
  now: Instant,
  change: DeskChange,
  queues: z.record(z.string(), PredictedChange),
  /** queues of which nothing can be told, before or after */
  unknown: z.record(z.string(), z.object({ before: UnknownWait, after: UnknownWait })),
  /** minutes of waiting saved by all who come within the next hour: best guess and 80 % band */
  savedMin: z.object({ mean: z.number(), p10: z.number(), p90: z.number() }),
  /** queues the officer at the window is not qualified for: such a change is shown, but not taken */
  unqualified: z.array(z.string()),
  tookMs: z.number(),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;

/** `POST /v1/halls/{hall}/prompts`: a supervisor's own measure, or the one done instead of a proposed one. */
export const OwnPrompt = z.strictObject({
  kind: PromptKind.exclude(['other-hall']),
  windowId: Id.optional(),
  queues: z.array(Code).default([]),
  item: Code.optional(),
  channel: z.enum(['self-service', 'mobile']).optional(),
  /** how long: openings and guiding only */
  minutes: z.number().min(5).max(480).optional(),
  /** the proposed prompt it stands in for; that one is declined with the reason */
  replaces: Id.optional(),
  note: freeText(300).optional(),
});
export type OwnPrompt = z.infer<typeof OwnPrompt>;

const Span = { from: Instant, until: Instant };

/** What no plan may do; `docs/redirect.md` says each in a sentence. */
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

/** Who did something to a plan, and when by hall time. */
const PlanStep = z.object({ by: z.string(), at: Instant });

/** One thing a plan orders of a window, with its times. */
export const PlanAskChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['lunch', 'break']), ...Span, /** what the window knew of */ was: Instant }),
  /** `queues`: those it is to serve besides what it serves anyway; `names`: what they are called */
  z.object({ kind: z.literal('link'), ...Span, queues: z.array(z.string()), names: z.array(z.string()) }),
  /** a reserve window that is to be open */
  z.object({ kind: z.literal('open'), ...Span }),
]);
export type PlanAskChange = z.infer<typeof PlanAskChange>;

/** What a plan asks of a window: queues it serves besides, when it opens, absences it moved. */
export const PlanAsk = z.object({
  windowId: Id,
  number: z.string(),
  changes: z.array(PlanAskChange),
  /** what an earlier plan asked and the window has said to have received, where it holds on */
  known: z.array(PlanAskChange).optional(),
  /** when it was sent to whoever sits there by their own channel; null: they have none; missing: nobody sat there yet */
  sentAt: Instant.nullable().optional(),
  /** null: nothing yet */
  said: z.enum(['received', 'cannot']).nullable(),
  by: z.string().nullable(),
  at: Instant.nullable(),
  reason: z.string().nullable(),
});
export type PlanAsk = z.infer<typeof PlanAsk>;
const Asked = z.record(z.string(), PlanAsk).optional();

/** `GET /v1/halls/{hall}/plan/orders`: what the plan that was sent for the day of the hall orders of its windows; `madeAt` null: none was sent. */
export const PlanOrders = z.object({ madeAt: Instant.nullable(), items: z.array(PlanAsk) });
export type PlanOrders = z.infer<typeof PlanOrders>;

/** `GET /v1/halls/{hall}/plan/guides`: whom the plan that was sent for the day of the hall lets be guided to a terminal, and when, in the order of time. */
export const PlanGuides = z.object({
  madeAt: Instant.nullable(),
  items: z.array(z.object({ item: z.string(), name: z.string(), queue: z.string(), from: Instant, until: Instant })),
});
export type PlanGuides = z.infer<typeof PlanGuides>;

/** `GET /v1/me/plan`: what the plans of the day ask of the window at which the caller sits. */
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

/** `GET /v1/halls/{hall}/plan`: what to do for the rest of the day, and what that is worth by itself, prompts not counted. */
export const HallPlan = z.object({
  hall: z.string(),
  day: Day,
  /** hall time from which it holds */
  madeAt: Instant,
  /** queues of windows that serve more than usual from then on, home first */
  links: z.array(
    z.object({
      windowId: Id,
      number: z.string(),
      queues: z.array(z.string()),
      /** later than `madeAt` where the officer is away then */ from: Instant.optional(),
    }),
  ),
  absences: z.array(
    z.object({
      windowId: Id,
      number: z.string(),
      officerId: z.string().nullable(),
      kind: z.enum(['lunch', 'break']),
      ...Span,
      /** rostered for, when it was moved */ rosteredFrom: Instant.nullable(),
      /** as the plan is read, never kept: its time is past, or its officer has had it already */ over: z
        .literal(true)
        .optional(),
    }),
  ),
  openings: z.array(z.object({ windowId: Id, number: z.string(), ...Span })),
  guides: z.array(z.object({ item: z.string(), name: z.string(), queue: z.string(), ...Span })),
  /** what is expected of it: mean waits of simulated days without and with the plan, which nobody observes; null with the reason when they cannot be told */
  worth: z
    .object({
      days: z.int(),
      meanWithoutMin: z.number(),
      meanWithMin: z.number(),
      cut: z.number(),
      cutCI: z.number(),
      /** four in five single days lie between these */
      dayLow: z.number().optional(),
      dayHigh: z.number().optional(),
    })
    .nullable(),
  worthUnknown: z.string().nullable(),
  /** the same as data; missing in plans from before it was kept */
  worthUnknownWords: Message.nullable().optional(),
  /** rules the plan breaks; one that breaks any is not shown: everything above is empty then */
  violations: z
    .array(z.object({ rule: PlanRule, at: Instant, number: z.string().nullable(), item: z.string().nullable() }))
    .default([]),
  /** limits not kept because no time within their hours keeps them better; `roster`: everybody concerned is fixed by the roster */
  forced: z
    .array(
      z.object({
        rule: PlanRule,
        cause: z.enum(['roster', 'hours']),
        /** null: the whole hall */ queue: z.string().nullable(),
        ...Span,
        numbers: z.array(z.string()),
        away: z.int(),
        allowed: z.int(),
      }),
    )
    .default([]),
  /** by branch and half hour: the fewest windows there under the plan, and how many demand needs */
  presence: z
    .array(
      z.object({ queue: z.string(), slots: z.array(z.object({ from: Instant, there: z.int(), needed: z.int() })) }),
    )
    .default([]),
  /** who decided that the hall works by it; missing while it is a proposal */
  adopted: PlanStep.optional(),
  /** who told it to the windows: from then on officers see their times from it */
  issued: PlanStep.optional(),
  /** by window: who was asked to say that they had received it; from when it was told to them */
  asked: Asked,
  /** of one that was made anew by itself, beside a plan in force */
  replan: Replan.optional(),
  /** absences moved by hand */
  moved: z.int().optional(),
  /** as the plan is read, never kept: when the doors of its day close, from when on nothing is expected of it any more */
  endsAt: Instant.optional(),
  /** the plan the hall works by, where this one is only a proposal made after it */
  inForce: z.object({ madeAt: Instant, adopted: PlanStep, issued: PlanStep.optional(), asked: Asked }).optional(),
});
export type HallPlan = z.infer<typeof HallPlan>;

/** Why nothing is planned at all: whatever moved then would move for no reason. */
export const UNPLANNED = ['plan.not-open', 'plan.no-history'] as const;
export type Unplanned = (typeof UNPLANNED)[number];
/** Null for a plan that may decide something. */
export const unplanned = ({ worthUnknownWords: why }: Pick<HallPlan, 'worthUnknownWords'>): Unplanned | null =>
  UNPLANNED.find((code) => code === why?.code) ?? null;

/** As many absences as a large hall has in a day. */
const MOST_MOVES = 500;
/** `POST /v1/halls/{hall}/plan/trial` and `/adopt`: the plan made last, with absences begun at other times. */
export const PlanChange = z.strictObject({
  /** the plan that is meant: another one made meanwhile is not changed unseen */
  madeAt: Instant,
  moves: z
    .array(
      z.strictObject({
        windowId: Id,
        kind: z.enum(['lunch', 'break']),
        /** as the plan has it */ from: Instant,
        /** when it is to begin instead */ to: Instant,
      }),
    )
    .max(MOST_MOVES)
    .default([]),
});
export type PlanChange = z.infer<typeof PlanChange>;
export const PlanIssue = z.strictObject({ madeAt: Instant });

/** Rules that a person may break knowingly: limits that the engine keeps as well as it can. */
export const SOFT_PLAN_RULES: readonly PlanRule[] = ['zone-third', 'hall-third', 'demand'];

/** What a changed plan would be: nothing is kept. */
export const PlanTrial = z.object({
  plan: HallPlan,
  /** the same figures for the plan as it is, over the same simulated days */
  before: HallPlan.shape.worth,
  /** rules that the change breaks and the plan did not */
  objections: HallPlan.shape.violations,
  /** whether it can be adopted so */
  allowed: z.boolean(),
});
export type PlanTrial = z.infer<typeof PlanTrial>;

/** `GET /v1/halls/{hall}/neighbours`: halls within reach, both ways told: staying here, and going there. */
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
      /** minutes sooner by going, the way included; negative when staying is quicker; null when the wait here is not known */
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

/** `GET /v1/halls/{hall}/day-close`: what is still open at the end of the day, and who has seen to it. */
export const DayClose = z.object({
  hall: z.string(),
  day: Day,
  now: Instant,
  open: z.boolean(),
  /** the last word of its feeds, and seconds since it arrived: how old what stands here is; null where none has spoken */
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
  /** prompts and warnings not brought to an end */
  prompts: z.int(),
  warnings: z.int(),
  checked: z.partialRecord(CloseStep, z.object({ by: z.string(), at: Instant })),
  closed: z
    .object({
      by: z.string(),
      at: Instant,
      carryOver: z.int(),
      /** windows still open when it was signed */ openWindows: z.int(),
      note: z.string(),
    })
    .nullable(),
});
export type DayClose = z.infer<typeof DayClose>;

export const CloseCheck = z.strictObject({ step: CloseStep, done: z.boolean() });
export type CloseCheck = z.infer<typeof CloseCheck>;
/** `openWindows`: so many windows are left open knowingly; then a note says why. */
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
