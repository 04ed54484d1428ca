import { z } from 'zod';
import { HallPlan } from './desk';
import { Code, Day, Id, Instant } from './primitives';
import { EffectTicket, PromptDeed } from './prompts';

export const PLAN_PARTS = ['link', 'open', 'guide', 'break'] as const;

/** A measure of a plan with what the windows did. */
export const PlanPart = z.object({
  kind: z.enum(PLAN_PARTS),
  windowId: Id.nullable(),
  /** number of the window, or name of the item for guiding */
  name: z.string(),
  from: Instant,
  /** null means until closing */
  until: Instant.nullable(),
  deed: PromptDeed,
});
export type PlanPart = z.infer<typeof PlanPart>;

/** Observed effect of a plan that was adopted and sent; the expected effect is beside it and never counted. */
export const PlanEffect = z.object({
  hall: Code,
  day: Day,
  madeAt: Instant,
  /** when the windows got it */
  from: Instant,
  /** time up to which its day was evaluated */
  at: Instant,
  /** its day is over, so the result is final */
  over: z.boolean(),
  /** simulated when the plan was made; null if unknown */
  expected: HallPlan.shape.worth,
  parts: z.array(PlanPart),
  /** those carried out, even without any visitor */
  done: z.int(),
  /** observed waits compared with the same day without the measures carried out, minutes with a 95 % band; 0 if there were none */
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
 * State of an order of a sent plan. `not-due`: received, before its time; `received`: its time has come; `unanswered`: without an answer;
 * `not-followed`: not seen done ten minutes after its time.
 */
export const PLAN_ORDER_STATES = ['not-due', 'done', 'received', 'unanswered', 'refused', 'not-followed'] as const;
export const PlanOrder = z.object({
  kind: z.enum(PLAN_PARTS).exclude(['guide']),
  windowId: Id,
  number: z.string(),
  from: Instant,
  /** null means until closing */
  until: Instant.nullable(),
  state: z.enum(PLAN_ORDER_STATES),
});
export type PlanOrder = z.infer<typeof PlanOrder>;

/** How far the windows follow a plan that was sent: all orders with counts of their states. */
export const PlanAdherence = z.object({
  orders: z.array(PlanOrder),
  done: z.int(),
  unanswered: z.int(),
  refused: z.int(),
  notFollowed: z.int(),
});
export type PlanAdherence = z.infer<typeof PlanAdherence>;

/** `GET /v1/halls/{hall}/plan/effect`: null if no plan of that day was adopted and sent. */
export const PlanEffectAnswer = z.object({ effect: PlanEffect.nullable(), adherence: PlanAdherence.nullable() });
export type PlanEffectAnswer = z.infer<typeof PlanEffectAnswer>;

/** Result of the plan of a hall day, computed once after the day: promised, followed, and observed. */
export const PlanResult = z.object({
  /** expected cut of the mean wait as a share, and half of its 95 % interval; null if unknown */
  expected: z.object({ cut: z.number(), cutCI: z.number() }).nullable(),
  /** orders for windows, and those done */
  ordered: z.int(),
  done: z.int(),
  /** minutes of waiting, observed, with a 95 % interval */
  observed: z.object({ savedMin: z.number(), lowMin: z.number(), highMin: z.number() }),
});
export type PlanResult = z.infer<typeof PlanResult>;
