import { z } from 'zod';
import { Code, Day, Id } from './primitives';

/** What was counted in a period, and in one as long directly before it. */
const Counted = z.object({ count: z.int(), before: z.int() });

/** `GET /v1/points/summary`: who came where for what, of totals that points report and of cases of items of high volume. Every list adds up to the total. */
export const PointReport = z.object({
  from: Day,
  to: Day,
  /** the period directly before, as long */ beforeFrom: Day,
  beforeTo: Day,
  total: Counted,
  days: z.array(z.object({ day: Day, count: z.int() })),
  /** a case counts at the hall that accepted it, under the code of the hall */
  points: z.array(Counted.extend({ hall: Code, point: z.string() })),
  items: z.array(Counted.extend({ item: z.string(), name: z.string().nullable(), highVolume: z.boolean() })),
  channels: z.array(Counted.extend({ channel: z.string() })),
});
export type PointReport = z.infer<typeof PointReport>;

export const POINT_ITEMS = ['high-volume', 'all'] as const;
export const PointsQuery = z.object({
  hall: Code.optional(),
  from: Day.optional(),
  to: Day.optional(),
  item: Id.optional(),
  point: Id.optional(),
  channel: z.string().min(1).max(64).optional(),
  /** `all`: also what points report of other items */
  only: z.enum(POINT_ITEMS).default('high-volume'),
});
export type PointsQuery = z.infer<typeof PointsQuery>;
