import { z } from 'zod';
import { MetricKey } from './metrics';
import { Day, Instant } from './primitives';
import { Against } from './targets';

/** What somebody has to decide on: who runs halls or the bureau, in the order of its weight. */
export const DECISIONS = ['red-warnings', 'red-cards', 'appeals', 'unattended', 'prompts'] as const;
/** What happened while nobody looked. */
export const CHANGES = ['warnings-fired', 'warnings-over', 'red-cards', 'appeals', 'prompts-done', 'targets'] as const;

/** How many weeks of seven hall days the line of a figure shows; the last four are its period. */
export const OVERVIEW_WEEKS = 8;
/** What the reason of a missed target is looked for in. */
export const REASON_BYS = ['queue', 'item', 'rule'] as const;

/** The places with most of it first, at most three; `hall` null is of no hall. */
const Places = z.array(z.object({ hall: z.string().nullable(), n: z.int() }));
const Measured = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: Against.optional(),
});

/** `GET /v1/overview`: what a manager reads first. Of one's own halls and everything beneath them; twins do not count. */
export const Overview = z.object({
  /** wall clock */
  at: Instant,
  /** when this person looked last; null: never, and then the changes are those of the last day */
  lookedAt: Instant.nullable(),
  /** changes are counted from then on */
  since: Instant,
  /** the place whose figures these are; null: the bureau, or places that nothing but the bureau joins */
  place: z.string().nullable(),
  changes: z.array(z.object({ kind: z.enum(CHANGES), n: z.int() })),
  decisions: z.array(z.object({ kind: z.enum(DECISIONS), n: z.int(), oldest: Instant.nullable(), places: Places })),
  /** past days that are there so far, while they are still being brought in: figures lack the others */
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
      /** weeks of seven hall days, the oldest first; null where nothing is known of one */
      weeks: z.array(z.object({ from: Day, value: z.number().nullable() })),
      /** the part of the first of `worst` that most of what it misses is of; absent where no part stands out or the figure has no parts */
      reason: z
        .object({
          by: z.enum(REASON_BYS),
          part: z.string(),
          /** as the hall calls it; null: it has no name, or pages have it */
          name: z.string().nullable(),
          /** of all that its parts miss, 0–1 */
          share: z.number(),
        })
        .optional(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

/** `POST /v1/overview/look`: the page has been shown. */
export const Looked = z.object({ lookedAt: Instant });
export type Looked = z.infer<typeof Looked>;
