import { z } from 'zod';
import { METRIC_KEYS, METRICS, type MetricKey } from './metrics';
import { TIERS } from './organisation';
import { freeText } from './privacy';
import { Code, Day, Instant } from './primitives';

/** Halls are compared within their size: four windows and forty windows have different days. */
export const SIZE_CLASSES = ['small', 'middle', 'large'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];
/** Up to 10 windows, up to 30, and more. */
export const sizeClassOf = (windows: number): SizeClass =>
  windows <= 10 ? 'small' : windows <= 30 ? 'middle' : 'large';

/** Metrics with a better direction that do not grow with the period; only these can have monthly targets. */
export const TARGETED = METRIC_KEYS.filter(
  (key) => METRICS[key].better !== null && METRICS[key].rollUp !== 'sum' && METRICS[key].rollUp !== 'now',
);
export const TargetedMetric = z.enum(TARGETED as [MetricKey, ...MetricKey[]]);

/** `2026-03` */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-03');

/** Target of a metric from a month on, until a later line with the same metric, tier and size. */
export const TargetLine = z.strictObject({
  metric: TargetedMetric,
  /** tier of the place; null for all */
  tier: z.enum(TIERS).nullable(),
  /** size class of halls; null for all */
  size: z.enum(SIZE_CLASSES).nullable(),
  from: Month,
  /** in the metric's unit: seconds, days, shares of 1; null removes the target from this month on */
  value: z.number().min(0).max(1_000_000).nullable(),
});
export type TargetLine = z.infer<typeof TargetLine>;

/** Rank of a line: narrower lines take precedence: tier and size, tier only, size only. */
export const narrowness = ({ tier, size }: Pick<TargetLine, 'tier' | 'size'>): number =>
  (tier === null ? 0 : 2) + (size === null ? 0 : 1);

/** Tier and size of lines in a query: `hall:large,station:,:small`. */
export const LineNames = z
  .string()
  .max(1000)
  .regex(
    new RegExp(
      `^(${TIERS.join('|')})?:(${SIZE_CLASSES.join('|')})?(,(${TIERS.join('|')})?:(${SIZE_CLASSES.join('|')})?)*$`,
    ),
    'kinds and sizes such as hall:large,:small',
  );
export const lineNames = (lines: readonly Pick<TargetLine, 'tier' | 'size'>[]): string =>
  lines.map(({ tier, size }) => `${tier ?? ''}:${size ?? ''}`).join(',');
export const linesNamed = (names: string): Pick<TargetLine, 'tier' | 'size'>[] =>
  names.split(',').map((name) => {
    const [tier, size] = name.split(':');
    return { tier: TIERS.find((one) => one === tier) ?? null, size: SIZE_CLASSES.find((one) => one === size) ?? null };
  });

const MOST_SHARE = 1;
const nameOf = ({ metric, tier, size, from }: TargetLine): string => JSON.stringify([metric, tier, size, from]);

/** All targets of a place; validation reports all errors with their line. */
export const TargetLines = z
  .array(TargetLine)
  .max(1000)
  .superRefine((lines, context) => {
    const seen = new Set<string>();
    lines.forEach((line, at) => {
      if (seen.has(nameOf(line)))
        context.addIssue({
          code: 'custom',
          path: [at],
          message: 'there is a line for this metric, tier, size and month already',
        });
      seen.add(nameOf(line));
      const { unit } = METRICS[line.metric];
      if ((unit === 'share' || unit === 'index') && (line.value ?? 0) > MOST_SHARE)
        context.addIssue({ code: 'custom', path: [at, 'value'], message: 'a share is between 0 and 1' });
    });
  });

/** A version of the targets of a place and everything below it; `place` null is the bureau. Revision 0 means that none were set. */
export const TargetVersion = z.object({
  place: Code.nullable(),
  revision: z.int().min(0),
  lines: z.array(TargetLine),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant.nullable(),
});
export type TargetVersion = z.infer<typeof TargetVersion>;

/** `GET /v1/targets`: the present targets of a place, and those of its parents, nearest first. */
export const TargetBook = TargetVersion.extend({ above: z.array(TargetVersion) });
export type TargetBook = z.infer<typeof TargetBook>;

/** `PUT /v1/targets`: replaces all targets of the place. `revision` is the revision that was edited. */
export const TargetChange = z.strictObject({
  place: Code.nullable(),
  revision: z.int().min(0),
  lines: TargetLines,
  reason: freeText(500).min(1),
});
export type TargetChange = z.infer<typeof TargetChange>;

/** `GET /v1/targets/preview`: past results of the places of a line, and how many would have met it. */
export const TargetPreview = z.object({
  metric: TargetedMetric,
  from: Day,
  to: Day,
  /** places of the line, those with a figure, and those that meet it */
  places: z.int(),
  known: z.int(),
  met: z.int(),
  /** of those with a figure; null without any */
  best: z.number().nullable(),
  median: z.number().nullable(),
});
export type TargetPreview = z.infer<typeof TargetPreview>;

/** A figure compared with its target. */
export const Against = z.object({
  target: z.number(),
  /** null without a figure */
  met: z.boolean().nullable(),
  /** distance from the target in the metric's unit; negative if it is missed */
  by: z.number().nullable(),
});
export type Against = z.infer<typeof Against>;
