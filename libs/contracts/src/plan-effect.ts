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

/** `GET /v1/halls/{hall}/plan/effect`: null where no plan of that day was adopted and sent. */
export const PlanEffectAnswer = z.object({ effect: PlanEffect.nullable() });
export type PlanEffectAnswer = z.infer<typeof PlanEffectAnswer>;
