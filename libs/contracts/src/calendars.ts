import { z } from 'zod';
import { Day, Instant } from './primitives';
import { freeText } from './privacy';

export const CalendarDay = z.object({ name: z.string().min(1).max(100), date: Day, isOffDay: z.boolean() });
export type CalendarDay = z.infer<typeof CalendarDay>;

/** A year of the State Council's notice, in the shape of the published files. Without days if it is not published. */
export const CalendarYear = z
  .object({
    year: z.int().min(2000).max(2100),
    /** pages of the notice */
    papers: z.array(z.string().max(500)).max(50).default([]),
    days: z.array(CalendarDay).max(366),
  })
  .superRefine(({ year, days }, context) => {
    const seen = new Set<string>();
    days.forEach(({ date }, index) => {
      // a notice may contain days just before or after its year
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

/** Metadata of a year that was entered by hand. */
export const CalendarNote = z.object({
  /** version that was edited, 0 for none; rejected if it is no longer the latest */
  madeFrom: z.int().min(0).optional(),
  reason: freeText(500).min(1).optional(),
});

export const CalendarImport = z.object({
  year: z.int(),
  version: z.int(),
  changed: z.boolean(),
  /** of all years together; clocks name it as their calendar version */
  revision: z.int(),
  /** number of open matters that are recomputed because of it */
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
  days: z.array(CalendarDay),
  papers: z.array(z.string()),
  importedAt: Instant,
  actor: z.string(),
});
export type CalendarInForce = z.infer<typeof CalendarInForce>;
