import { z } from 'zod';
import { MetricKey } from './metrics';
import { Day, Instant } from './primitives';
import { Against } from './targets';

/** Pending decisions of people who manage halls or the bureau, by importance. */
export const DECISIONS = ['red-warnings', 'red-cards', 'appeals', 'unattended', 'prompts'] as const;
/** Changes since the last visit. */
export const CHANGES = ['warnings-fired', 'warnings-over', 'red-cards', 'appeals', 'prompts-done', 'targets'] as const;

/** Number of weeks of seven hall days in a figure's trend; its period is the last four. */
export const OVERVIEW_WEEKS = 8;
/** Dimensions in which the cause of a missed target is searched. */
export const REASON_BYS = ['queue', 'item', 'rule'] as const;

/** The places with most of it first, at most three; `hall` is null for matters without a hall. */
const Places = z.array(z.object({ hall: z.string().nullable(), n: z.int() }));
const Measured = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: Against.optional(),
});

/** `GET /v1/overview`: a manager's start page, for their halls and everything below; twins do not count. */
export const Overview = z.object({
  /** wall clock */
  at: Instant,
  /** this person's last visit; null if there was none, and then the changes are those of the last day */
  lookedAt: Instant.nullable(),
  /** start of the changes */
  since: Instant,
  /** place of the figures; null for the bureau, or for places with no other common parent */
  place: z.string().nullable(),
  changes: z.array(z.object({ kind: z.enum(CHANGES), n: z.int() })),
  decisions: z.array(z.object({ kind: z.enum(DECISIONS), n: z.int(), oldest: Instant.nullable(), places: Places })),
  /** progress of an import of past days; the figures include the imported days only */
  past: z.object({ days: z.int(), of: z.int() }).optional(),
  /** the 28 hall days before today */
  period: z.object({ from: Day, to: Day }),
  figures: z.array(
    Measured.extend({
      key: MetricKey,
      /** halls with a figure and a target, and those that miss it */
      judged: z.int(),
      missed: z.int(),
      /** those furthest from their target, at most three */
      worst: z.array(Measured.extend({ hall: z.string() })),
      /** weeks of seven hall days, the oldest first; null for weeks without data */
      weeks: z.array(z.object({ from: Day, value: z.number().nullable() })),
      /** the part with most of the first hall's miss; absent if no part dominates or the figure has no parts */
      reason: z
        .object({
          by: z.enum(REASON_BYS),
          part: z.string(),
          /** the hall's name of it; null if pages have the name, or there is none */
          name: z.string().nullable(),
          /** share of the miss of all parts, 0–1 */
          share: z.number(),
        })
        .optional(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

/** `POST /v1/overview/look`: records that the page was shown. */
export const Looked = z.object({ lookedAt: Instant });
export type Looked = z.infer<typeof Looked>;
