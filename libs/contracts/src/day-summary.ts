import { z } from 'zod';
import { PlanResult } from './plan-effect';
import { Day, Instant } from './primitives';

/** Results of a hall day and outlook on the next one; `GET /v1/halls/{hall}/day-summary?day=`. */
export const DaySummary = z.object({
  hall: z.string(),
  day: Day,
  /** whether the hall has closed for the day; until then the figures are preliminary */
  over: z.boolean(),
  /** last event of the hall; the figures include everything up to it */
  heardAt: Instant.nullable(),
  arrivals: z.number().nullable(),
  served: z.number().nullable(),
  waitMeanSec: z.number().nullable(),
  /** hour of issue, 0–23, with the longest mean wait; null if no hour has enough visitors */
  worst: z.object({ hour: z.int(), waitMeanSec: z.number(), visitors: z.int() }).nullable(),
  /** minutes of waiting that prompts saved, with a 95 % interval; null before the first evaluation */
  saved: z.object({ min: z.number(), lowMin: z.number(), highMin: z.number() }).nullable(),
  /** result of the plan that was sent; null without one, and until it is counted an hour after closing */
  plan: PlanResult.nullable(),
  /** next day on which the hall opens; null if none is known */
  next: z
    .object({
      day: Day,
      opensAt: Instant,
      /** of the hall, for pages that only know its name */
      timeZone: z.string().optional(),
      /** expected tickets with P10 and P90; null with too little history */
      expected: z.object({ arrivals: z.number(), low: z.number(), high: z.number(), peakAt: Instant }).nullable(),
    })
    .nullable(),
});
export type DaySummary = z.infer<typeof DaySummary>;
