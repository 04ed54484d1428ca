import { z } from 'zod';
import { Code, Day, Id } from './primitives';

/** Count of a period, and of the equally long period before it. */
const Counted = z.object({ count: z.int(), before: z.int() });

/** `GET /v1/points/summary`: visitors by place and item, from totals of points and high-volume cases. Each list sums to the total. */
export const PointReport = z.object({
  from: Day,
  to: Day,
  /** the preceding period of equal length */ beforeFrom: Day,
  beforeTo: Day,
  total: Counted,
  days: z.array(z.object({ day: Day, count: z.int() })),
  /** a case counts at the hall that accepted it, with the hall's code as point */
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
  /** `all`: also other items that points report */
  only: z.enum(POINT_ITEMS).default('high-volume'),
});
export type PointsQuery = z.infer<typeof PointsQuery>;
