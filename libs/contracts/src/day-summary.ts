import { z } from 'zod';
import { PlanResult } from './plan-effect';
import { Day, Instant } from './primitives';

/** What a day comes to in a hall, and what the next one brings; `GET /v1/halls/{hall}/day-summary?day=`. */
export const DaySummary = z.object({
  hall: z.string(),
  day: Day,
  /** whether the doors have been shut for the day: until then the figures are of the day so far */
  over: z.boolean(),
  /** the last event of the hall that was heard: what the figures hold up to */
  heardAt: Instant.nullable(),
  arrivals: z.number().nullable(),
  served: z.number().nullable(),
  waitMeanSec: z.number().nullable(),
  /** the hour of issue, 0–23, whose visitors waited longest; null where no hour had enough of them */
  worst: z.object({ hour: z.int(), waitMeanSec: z.number(), visitors: z.int() }).nullable(),
  /** minutes of waiting that prompts saved, with a 95 % interval; null while none has been judged */
  saved: z.object({ min: z.number(), lowMin: z.number(), highMin: z.number() }).nullable(),
  /** of the plan that was sent; null where none was, and until it is counted an hour after closing */
  plan: PlanResult.nullable(),
  /** the next day the hall opens; null where nothing is known of one */
  next: z
    .object({
      day: Day,
      opensAt: Instant,
      /** of the hall, for pages that know of it by its name only */
      timeZone: z.string().optional(),
      /** tickets expected, with P10 and P90; null with too few past days to expect anything */
      expected: z.object({ arrivals: z.number(), low: z.number(), high: z.number(), peakAt: Instant }).nullable(),
    })
    .nullable(),
});
export type DaySummary = z.infer<typeof DaySummary>;
