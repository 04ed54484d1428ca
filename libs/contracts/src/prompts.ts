import { z } from 'zod';
import { freeText } from './privacy';
import { PromptOrder } from './orders';
import { Id, Instant } from './primitives';
import { Message } from './words';

export const PROMPT_KINDS = ['reassign', 'link', 'guide', 'open', 'recall', 'other-hall'] as const;
export const PromptKind = z.enum(PROMPT_KINDS);
export type PromptKind = z.infer<typeof PromptKind>;

/** shown → accepted → carried-out (seen in the feed) → done · declined · expired · cancelled (no longer useful) · undone */
export const PROMPT_STATES = [
  'shown',
  'accepted',
  'carried-out',
  'done',
  'declined',
  'expired',
  'cancelled',
  'undone',
] as const;
export const PromptState = z.enum(PROMPT_STATES);
export type PromptState = z.infer<typeof PromptState>;

export const PredictedChange = z.object({
  beforeP50Sec: z.number(),
  afterP50Sec: z.number(),
  beforeP80Sec: z.number(),
  afterP80Sec: z.number(),
});
export type PredictedChange = z.infer<typeof PredictedChange>;

/**
 * Observed action of a prompt, from the events of its day. `served`: the window served tickets; `led-away`: people left the line;
 * `no-ticket`: carried out, but nobody was served; `not-executed`: not observed; `not-seen`: this hall has no events that could show it.
 */
export const DEED_CODES = ['served', 'led-away', 'no-ticket', 'not-executed', 'not-seen'] as const;
export const DeedCode = z.enum(DEED_CODES);
export type DeedCode = z.infer<typeof DeedCode>;
/** Whether it served or guided anybody; without that, no effect is claimed. */
export const reachedSomebody = (code: DeedCode): boolean => code === 'served' || code === 'led-away';

export const PromptDeed = z.object({
  code: DeedCode,
  /** tickets served, or people guided */
  served: z.int().min(0),
  /** minutes in which the window was available for it */
  minutes: z.number().min(0),
});
export type PromptDeed = z.infer<typeof PromptDeed>;

/** Minutes of waiting with a 95 % band. */
const Saved = z.object({ savedMin: z.number(), lowMin: z.number(), highMin: z.number() });

/** Preliminary effect after ten minutes: minutes saved for people in line then and for arrivals since, in one sentence. */
export const PromptHelp = Saved.extend({
  words: Message,
  /** absent before actions were observed */ deed: PromptDeed.optional(),
});
export type PromptHelp = z.infer<typeof PromptHelp>;

/** Methods of effects: from the observed action and waits, or from a simulation of an action that never happened. */
export const EFFECT_METHODS = { observed: 'observed', simulated: 'paired-simulation' } as const;
/**
 * `observed`: minutes that the action took off the observed waits; 0 without an action. `paired-simulation`: what a prompt that was not
 * carried out would have saved; for executed prompts from before 2026-12, the expected saving, which was not observed.
 */
export const PromptSaving = Saved.extend({
  method: z.string(),
  deed: PromptDeed.optional(),
  /** expected saving from paired simulations at that moment; not observed */
  expectedMin: z.number().optional(),
});
export type PromptSaving = z.infer<typeof PromptSaving>;

/** Horizon of a prompt's expected saving, minutes. */
export const GAIN_AHEAD_MIN = 40;
/** Arrivals within this time decide the effect of a prompt, minutes. */
export const EFFECT_AHEAD_MIN = 60;

/** The queue and people that a prompt helps, as codes. */
export const PromptAim = z.object({
  queue: z.string(),
  /** arrival of the people with the prompt's figures; `closing`: the reason is fewer people sent home unserved, not a wait */
  horizon: z.enum(['now', 'hour', 'later', 'closing']),
  /** `later`: minutes until they arrive */
  laterMin: z.int().optional(),
  /** `closing`: reduction of people sent home */
  people: z.int().optional(),
  /** the queue that lends the window, whose wait grows */
  giver: z.string().optional(),
});
export type PromptAim = z.infer<typeof PromptAim>;

export const Prompt = z.object({
  id: Id,
  hall: z.string(),
  kind: PromptKind,
  windowId: Id.optional(),
  /** link/reassign: queues that the window should serve, home first; guide and other-hall: the queues relieved */
  queues: z.array(z.string()),
  item: z.string().optional(),
  /** other-hall: destination */
  toHall: z.string().optional(),
  /** guide: `self-service` or `mobile` */
  channel: z.enum(['self-service', 'mobile']).optional(),
  /** end of the measure (45 minutes of opening, 30 minutes of guiding); for an opening it counts from acceptance */
  until: Instant.optional(),
  state: PromptState,
  /** one Chinese sentence */
  why: z.string(),
  /** the same as data, for all languages; absent in prompts from before it was stored */
  words: Message.optional(),
  /** absent in a supervisor's own prompts, and before 2026-12 */
  aim: PromptAim.optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  predicted: z.record(z.string(), PredictedChange),
  /** expected minutes of waiting saved within `GAIN_AHEAD_MIN`, all tickets together */
  gainMin: z.number(),
  /** 80 % band of the simulated futures; absent without simulation, and before 2026-12 */
  gainBand: z.object({ lowMin: z.number(), highMin: z.number() }).optional(),
  /** wait that caused the prompt, minutes; absent for a supervisor's own */
  troubleMin: z.number().optional(),
  /** hall time */
  decidedAt: Instant,
  /** hall time at which an unanswered prompt expires */
  expiresAt: Instant,
  answeredAt: Instant.optional(),
  answeredBy: z.string().optional(),
  reason: z.string().optional(),
  /** the reason as data, if it comes from the product or a list, not from free text */
  reasonWords: Message.optional(),
  /** number of the prompt within its local hour; 0 for a supervisor's own */
  ordinal: z.int(),
  /** a supervisor's own measure instead of a proposed one */
  origin: z.enum(['recommender', 'supervisor']).optional(),
  /** the proposed prompt that it replaced */
  replaces: Id.optional(),
  /** other-hall: both totals, staying here and going there */
  way: z
    .object({
      /** of the other hall, which the reader may not be allowed to read */ name: z.string(),
      travelMin: z.number(),
      hereP50Sec: z.number(),
      hereP80Sec: z.number(),
      thereP50Sec: z.number(),
      thereP80Sec: z.number(),
    })
    .optional(),
  /**
   * hall time at which its window ended the ticket it had at acceptance; null while it still serves it, and then nobody is reminded. Only
   * in live answers, for prompts that wait for a window that had a ticket
   */
  freeAt: Instant.nullable().optional(),
  /** orders for its window's officer and for guides, after acceptance */
  orders: z.array(PromptOrder).optional(),
  /** Jain's fairness index of the predicted waits of all queues, without and with it: 1 if all are equal */
  fairness: z.object({ before: z.number(), after: z.number() }).optional(),
  help: PromptHelp.optional(),
  effect: PromptSaving.optional(),
});
export type Prompt = z.infer<typeof Prompt>;

/** A wait that an effect is based on. */
export const EffectTicket = z.object({
  ticketId: Id,
  number: z.string().nullable(),
  queue: z.string(),
  /** whether the action itself served or guided it */
  byDeed: z.boolean(),
  /** until the call or leaving, or the end of the observation */
  observedSec: z.number(),
  /** the same without the action */
  withoutSec: z.number(),
});
export type EffectTicket = z.infer<typeof EffectTicket>;

/** `GET /v1/prompts/{id}/effect`: the basis of the effect of a past prompt. */
export const PromptEffect = z.object({
  promptId: Id,
  hall: z.string(),
  /** start of the evaluation, hall time; it includes people in line then and arrivals within `horizonMin` */
  from: Instant,
  horizonMin: z.number(),
  visitors: z.int().nullable(),
  /** null if unknown */
  effect: PromptSaving.nullable(),
  /** tickets with a changed wait, largest change first; empty without an observation */
  tickets: z.array(EffectTicket),
});
export type PromptEffect = z.infer<typeof PromptEffect>;

const CauseParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** A queue in trouble that no prompt can help, the worst of a list first: the reasons and the remaining options, as codes and figures. */
export const Helpless = z.object({
  queue: z.string(),
  waiting: z.int(),
  longestWaitSec: z.number(),
  /**
   * `windows`: number of other windows that are unqualified, away or closed, already asked, or too little help. With `answer` accepted,
   * they agreed to help but have not started
   */
  reasons: z.array(
    z.object({
      code: z.enum(['unqualified', 'away', 'asked', 'no-relief', 'attention-used', 'unanswered']),
      params: CauseParams,
    }),
  ),
  /** `item`, `channel`; `hall`, `minutes` with the way */
  remains: z.array(z.object({ code: z.enum(['guide', 'other-hall']), params: CauseParams })),
  /** the main reason in a short clause, for an idle and qualified window, or for all windows if there is none. Absent before 2026-11-30 */
  because: z.array(z.object({ words: Message, windowId: Id.optional() })).optional(),
  /** its own windows that are idle although people wait, the longest idle first */
  free: z.array(Id).optional(),
  /** the window that could still relieve it; it was asked just now, or prompts get no answers */
  untold: z.object({ windowId: Id, number: z.string() }).optional(),
});
export type Helpless = z.infer<typeof Helpless>;

export const Reason = z.object({ reason: freeText(500).min(1) });
export type Reason = z.infer<typeof Reason>;

/** Reasons that screens offer for declining a prompt. */
export const DECLINE_CODES = ['staff', 'busy-here', 'soon-over', 'wrong', 'done-otherwise'] as const;
export const DeclineCode = z.enum(DECLINE_CODES);
export type DeclineCode = z.infer<typeof DeclineCode>;
