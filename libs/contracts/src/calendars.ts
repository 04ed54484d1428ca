import { z } from 'zod';
import { Day, Instant } from './primitives';

/** A year of the State Council's notice; the shape of the published files. No days: not published yet. */
export const CalendarYear = z
  .object({
    year: z.int().min(2000).max(2100),
    /** pages of the notice */
    papers: z.array(z.string().max(500)).max(50).default([]),
    days: z.array(z.object({ name: z.string().min(1).max(100), date: Day, isOffDay: z.boolean() })).max(366),
  })
  .superRefine(({ year, days }, context) => {
    const seen = new Set<string>();
    days.forEach(({ date }, index) => {
      // a notice may name days just before or after its year
      if (Math.abs(Number(date.slice(0, 4)) - year) > 1)
        context.addIssue({
          code: 'custom',
          path: ['days', index, 'date'],
          message: `${date} is no day of ${String(year)}`,
        });
      if (seen.has(date))
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], message: `${date} is named twice` });
      seen.add(date);
    });
  });
export type CalendarYear = z.infer<typeof CalendarYear>;

export const CalendarImport = z.object({
  year: z.int(),
  version: z.int(),
  changed: z.boolean(),
  /** of all years together: what clocks name as their calendar version */
  revision: z.int(),
  /** open matters that are computed anew because of it */
  recomputing: z.int(),
});
export type CalendarImport = z.infer<typeof CalendarImport>;

export const CalendarInForce = z.object({
  year: z.int(),
  version: z.int(),
  revision: z.int(),
  published: z.boolean(),
  offDays: z.int(),
  makeUpDays: z.int(),
  papers: z.array(z.string()),
  importedAt: Instant,
  actor: z.string(),
});
export type CalendarInForce = z.infer<typeof CalendarInForce>;
