import { z } from 'zod';
import { HallPlan } from './desk';
import { Code, Day, Id, Instant } from './primitives';
import { EffectTicket, PromptDeed } from './prompts';

export const PLAN_PARTS = ['link', 'open', 'guide', 'break'] as const;

/** One measure of a plan, and what the windows did of it. */
export const PlanPart = z.object({
  kind: z.enum(PLAN_PARTS),
  windowId: Id.nullable(),
  /** number of the window, or name of the item that people are led away for */
  name: z.string(),
  from: Instant,
  /** null: to closing */
  until: Instant.nullable(),
  deed: PromptDeed,
});
export type PlanPart = z.infer<typeof PlanPart>;

/** What a plan that was adopted and sent did, by what the windows did: what was expected of it stands beside it and is never counted. */
export const PlanEffect = z.object({
  hall: Code,
  day: Day,
  madeAt: Instant,
  /** from when on it was known to the windows */
  from: Instant,
  /** up to when its day was looked at */
  at: Instant,
  /** its day is over: nothing is added any more */
  over: z.boolean(),
  /** simulated when the plan was made; null where that could not be told */
  expected: HallPlan.shape.worth,
  parts: z.array(PlanPart),
  /** of these carried out, also where nobody came of it */
  done: z.int(),
  /** waits observed against the same day without all that was carried out, minutes with a 95 % band; 0 where nothing was */
  observed: z.object({
    savedMin: z.number(),
    lowMin: z.number(),
    highMin: z.number(),
    visitors: z.int(),
    tickets: z.array(EffectTicket),
  }),
});
export type PlanEffect = z.infer<typeof PlanEffect>;

/**
 * What became of something that a sent plan orders of a window. `not-due`: received, its time has not come; `received`: its time has come;
 * `unanswered`: nobody has said a word to it; `not-followed`: its time passed more than ten minutes ago, and it was not seen done.
 */
export const PLAN_ORDER_STATES = ['not-due', 'done', 'received', 'unanswered', 'refused', 'not-followed'] as const;
export const PlanOrder = z.object({
  kind: z.enum(PLAN_PARTS).exclude(['guide']),
  windowId: Id,
  number: z.string(),
  from: Instant,
  /** null: to closing */
  until: Instant.nullable(),
  state: z.enum(PLAN_ORDER_STATES),
});
export type PlanOrder = z.infer<typeof PlanOrder>;

/** How far the windows follow a plan that was sent: everything it orders of them, and counts of its states. */
export const PlanAdherence = z.object({
  orders: z.array(PlanOrder),
  done: z.int(),
  unanswered: z.int(),
  refused: z.int(),
  notFollowed: z.int(),
});
export type PlanAdherence = z.infer<typeof PlanAdherence>;

/** `GET /v1/halls/{hall}/plan/effect`: null where no plan of that day was adopted and sent. */
export const PlanEffectAnswer = z.object({ effect: PlanEffect.nullable(), adherence: PlanAdherence.nullable() });
export type PlanEffectAnswer = z.infer<typeof PlanEffectAnswer>;

/** What came of the plan of a hall day, counted once when the day was over: what it promised, what of it was followed, what was observed. */
export const PlanResult = z.object({
  /** share of the mean wait that was expected to go, and half of its 95 % interval; null where that could not be told */
  expected: z.object({ cut: z.number(), cutCI: z.number() }).nullable(),
  /** of the windows, and of these done */
  ordered: z.int(),
  done: z.int(),
  /** minutes of waiting, observed, with a 95 % interval */
  observed: z.object({ savedMin: z.number(), lowMin: z.number(), highMin: z.number() }),
});
export type PlanResult = z.infer<typeof PlanResult>;
