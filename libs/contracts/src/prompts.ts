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
 * What was done of a prompt, as the events of its day tell it.
 * `served`: the window served tickets; `led-away`: people left the line; `no-ticket`: carried out, and nobody was served by it;
 * `not-executed`: nothing of it was seen; `not-seen`: no event of this hall shows such a thing.
 */
export const DEED_CODES = ['served', 'led-away', 'no-ticket', 'not-executed', 'not-seen'] as const;
export const DeedCode = z.enum(DEED_CODES);
export type DeedCode = z.infer<typeof DeedCode>;
/** Whether anybody was served or led away by it: of anything else no effect is claimed. */
export const reachedSomebody = (code: DeedCode): boolean => code === 'served' || code === 'led-away';

export const PromptDeed = z.object({
  code: DeedCode,
  /** tickets served, or people led away */
  served: z.int().min(0),
  /** minutes the window was there for it */
  minutes: z.number().min(0),
});
export type PromptDeed = z.infer<typeof PromptDeed>;

/** Minutes of waiting with a 95 % band. */
const Saved = z.object({ savedMin: z.number(), lowMin: z.number(), highMin: z.number() });

/** How a prompt looks ten minutes on: minutes saved by those in line then and those who came since, in one sentence. */
export const PromptHelp = Saved.extend({
  words: Message,
  /** missing in those from before deeds were looked at */ deed: PromptDeed.optional(),
});
export type PromptHelp = z.infer<typeof PromptHelp>;

/** How effects were told: by what was seen of the deed and the waits, or by a simulation of what was never done. */
export const EFFECT_METHODS = { observed: 'observed', simulated: 'paired-simulation' } as const;
/**
 * `observed`: minutes that the deed took off the waits observed; 0 where nothing was done. `paired-simulation`: what a prompt that was not
 * done would have saved; in prompts done from before 2026-12 what it was expected to save, which nobody observed.
 */
export const PromptSaving = Saved.extend({
  method: z.string(),
  deed: PromptDeed.optional(),
  /** what paired futures from that moment on expected of it; never observed */
  expectedMin: z.number().optional(),
});
export type PromptSaving = z.infer<typeof PromptSaving>;

/** So far ahead reaches what a prompt is expected to save, minutes. */
export const GAIN_AHEAD_MIN = 40;
/** What a prompt did, or would have done, is judged by those who draw a ticket within so many minutes. */
export const EFFECT_AHEAD_MIN = 60;

/** The queue and the people that a prompt helps, as codes. */
export const PromptAim = z.object({
  queue: z.string(),
  /** when those people arrive whose wait the prompt's figures are; `closing`: fewer people are sent home unserved, and no wait is the reason */
  horizon: z.enum(['now', 'hour', 'later', 'closing']),
  /** `later`: they arrive in so many minutes */
  laterMin: z.int().optional(),
  /** `closing`: how many fewer are sent home */
  people: z.int().optional(),
  /** the queue that lends the window, where its wait grows */
  giver: z.string().optional(),
});
export type PromptAim = z.infer<typeof PromptAim>;

export const Prompt = z.object({
  id: Id,
  hall: z.string(),
  kind: PromptKind,
  windowId: Id.optional(),
  /** link/reassign: what the window is to serve, home first; guide and other-hall: the queues relieved */
  queues: z.array(z.string()),
  item: z.string().optional(),
  /** other-hall: where to send people */
  toHall: z.string().optional(),
  /** guide: `self-service` or `mobile` */
  channel: z.enum(['self-service', 'mobile']).optional(),
  /** end of the measure itself (a 45-minute opening, 30 minutes of guiding); that of an opening is counted from the answer once it is accepted */
  until: Instant.optional(),
  state: PromptState,
  /** one Chinese sentence */
  why: z.string(),
  /** the same as data, for every language; missing in prompts from before it was kept */
  words: Message.optional(),
  /** missing in a supervisor's own, and in those from before 2026-12 */
  aim: PromptAim.optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  predicted: z.record(z.string(), PredictedChange),
  /** minutes of waiting the measure is expected to save within `GAIN_AHEAD_MIN`, all tickets together */
  gainMin: z.number(),
  /** eight of ten futures that were played save between these; absent where no future was played, and before 2026-12 */
  gainBand: z.object({ lowMin: z.number(), highMin: z.number() }).optional(),
  /** the wait, minutes, that is the trouble the prompt is for; none for a supervisor's own */
  troubleMin: z.number().optional(),
  /** hall time */
  decidedAt: Instant,
  /** hall time at which an unanswered prompt falls away */
  expiresAt: Instant,
  answeredAt: Instant.optional(),
  answeredBy: z.string().optional(),
  reason: z.string().optional(),
  /** the reason as data, where it is the product's own or one of a choice, and nobody's own words */
  reasonWords: Message.optional(),
  /** nth prompt of its hour by the hall's clock; 0 for a supervisor's own */
  ordinal: z.int(),
  /** a supervisor's own measure instead of a proposed one */
  origin: z.enum(['recommender', 'supervisor']).optional(),
  /** the proposed prompt it was done instead of */
  replaces: Id.optional(),
  /** other-hall: both ways told, staying here and going there */
  way: z
    .object({
      /** of the other hall, which the reader may have no right to look up */ name: z.string(),
      travelMin: z.number(),
      hereP50Sec: z.number(),
      hereP80Sec: z.number(),
      thereP50Sec: z.number(),
      thereP80Sec: z.number(),
    })
    .optional(),
  /**
   * hall time at which its window ended the ticket it had when this was accepted; null: it serves it still, and nobody is chased so long. Only in
   * live answers, of prompts that wait to be carried out at a window that had one
   */
  freeAt: Instant.nullable().optional(),
  /** what it asks of the officer at its window and of the guides, once it is accepted */
  orders: z.array(PromptOrder).optional(),
  /** Jain's index over the predicted waits of all queues, without and with it: 1 when all wait alike */
  fairness: z.object({ before: z.number(), after: z.number() }).optional(),
  help: PromptHelp.optional(),
  effect: PromptSaving.optional(),
});
export type Prompt = z.infer<typeof Prompt>;

/** A wait that an effect stands on. */
export const EffectTicket = z.object({
  ticketId: Id,
  number: z.string().nullable(),
  queue: z.string(),
  /** whether the deed itself served it or led it away */
  byDeed: z.boolean(),
  /** until it was called or left the line, or as far as it was followed */
  observedSec: z.number(),
  /** the same had nothing been done */
  withoutSec: z.number(),
});
export type EffectTicket = z.infer<typeof EffectTicket>;

/** `GET /v1/prompts/{id}/effect`: what the effect of a prompt that is over stands on. */
export const PromptEffect = z.object({
  promptId: Id,
  hall: z.string(),
  /** hall time from which it was looked at; those in line then and who came within `horizonMin` */
  from: Instant,
  horizonMin: z.number(),
  visitors: z.int().nullable(),
  /** null where nothing can be said */
  effect: PromptSaving.nullable(),
  /** those who waited differently, the most first; empty where nothing was observed */
  tickets: z.array(EffectTicket),
});
export type PromptEffect = z.infer<typeof PromptEffect>;

const CauseParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** A queue in trouble for which nothing can be prompted, the worst of a list first: why, and what remains. Codes and figures; whoever shows them words them. */
export const Helpless = z.object({
  queue: z.string(),
  waiting: z.int(),
  longestWaitSec: z.number(),
  /**
   * `windows`: how many others are not qualified, away or closed, asked already, or would not relieve it enough. With `answer` accepted it was
   * agreed that they help, and they have not begun
   */
  reasons: z.array(
    z.object({
      code: z.enum(['unqualified', 'away', 'asked', 'no-relief', 'attention-used', 'unanswered']),
      params: CauseParams,
    }),
  ),
  /** `item`, `channel`; `hall`, `minutes` with the way */
  remains: z.array(z.object({ code: z.enum(['guide', 'other-hall']), params: CauseParams })),
  /**
   * the reason in one short clause, the first of these: of a window that stands idle and is qualified, or of all windows where none does. Absent
   * before 2026-11-30
   */
  because: z.array(z.object({ words: Message, windowId: Id.optional() })).optional(),
  /** its own windows that stand free although people wait, those free longest first */
  free: z.array(Id).optional(),
  /** the window that would relieve it all the same; it was asked just now, or prompts are not answered */
  untold: z.object({ windowId: Id, number: z.string() }).optional(),
});
export type Helpless = z.infer<typeof Helpless>;

export const Reason = z.object({ reason: freeText(500).min(1) });
export type Reason = z.infer<typeof Reason>;

/** Reasons that screens offer for declining a prompt. */
export const DECLINE_CODES = ['staff', 'busy-here', 'soon-over', 'wrong', 'done-otherwise'] as const;
export const DeclineCode = z.enum(DECLINE_CODES);
export type DeclineCode = z.infer<typeof DeclineCode>;
