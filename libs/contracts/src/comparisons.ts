import { z } from 'zod';
import { METRIC_BYS, MetricKey } from './metrics';
import { TIERS } from './organisation';
import { Code, Day } from './primitives';
import { SIZE_CLASSES } from './targets';

export const CHART_STEPS = ['day', 'week'] as const;
export type ChartStep = (typeof CHART_STEPS)[number];
/** One point beyond three standard deviations, 2 of 3 beyond two, 4 of 5 beyond one, 8 in a row on one side. */
export const CHART_RULES = ['beyond', 'two-of-three', 'four-of-five', 'eight-in-a-row'] as const;

const figure = { numerator: z.number().nullable(), denominator: z.number().nullable() };

/** `GET /v1/metrics/{key}/chart`: a metric by day or week with a centre line, limits and signals. */
export const MetricChart = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  /** hall days, both included; only past days have points */
  from: Day,
  to: Day,
  step: z.enum(CHART_STEPS),
  /** `share`: p′ chart; `count`: c′ chart; `value`: individual values (XmR) */
  kind: z.enum(['share', 'count', 'value']),
  /** data of centre and limits: the time before the period, or, with `own`, the period itself if there is no earlier data */
  baseline: z.object({ from: Day.nullable(), to: Day.nullable(), points: z.int(), own: z.boolean() }),
  centre: z.number().nullable(),
  /** factor by which the limits are wider than pure chance gives */
  overDispersion: z.number().nullable(),
  noLimits: z.enum(['too-few-points', 'no-spread']).nullable(),
  /** days or weeks with data, in order */
  points: z.array(
    z.object({
      /** the day, or the Monday of the week */
      at: Day,
      value: z.number(),
      ...figure,
      low: z.number().nullable(),
      high: z.number().nullable(),
      target: z.number().nullable(),
      signal: z.object({ rule: z.enum(CHART_RULES), side: z.enum(['above', 'below']) }).nullable(),
    }),
  ),
});
export type MetricChart = z.infer<typeof MetricChart>;

/** Similar halls: of the same tier and size. */
export const PeerClass = z.object({ tier: z.enum(TIERS), size: z.enum(SIZE_CLASSES), places: z.int() });
export type PeerClass = z.infer<typeof PeerClass>;

/** Why there are no ranks. `counts`: counts grow with place and period. `no-days`: the metric has no daily values. */
export const NO_RANKS = ['counts', 'no-days', 'alone', 'too-few-days', 'no-spread'] as const;
export const NO_FUNNEL = ['counts', 'no-days', 'too-few-places', 'too-few-days', 'no-spread'] as const;

export const PlaceCompared = z.object({
  hall: Code,
  tier: z.enum(TIERS),
  size: z.enum(SIZE_CLASSES),
  windows: z.int(),
  /** null without a denominator, or if its feed is silent */
  value: z.number().nullable(),
  ...figure,
  days: z.int(),
  /** its first day, if that is within the period */
  since: Day.nullable(),
  /** x value in the funnel: the denominator, or days for an index over windows; null if the place is not in the funnel */
  weight: z.number().nullable(),
  /** 95 % interval */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** 1 is best; equal values share a rank */
  rank: z.int().nullable(),
  /** set of ranks, both included; the sets of all places hold simultaneously with 95 % */
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  /** 1 is best; every place of a band is significantly better than those of the next bands */
  band: z.int().nullable(),
  /** outside the 99.8 % limits of the funnel */
  outside: z.enum(['better', 'worse']).nullable(),
  /** the previous period's rank with its set, and the ranks gained by the own figure and by those of others */
  before: z
    .object({
      rank: z.int(),
      rankLow: z.int().nullable(),
      rankHigh: z.int().nullable(),
      own: z.number(),
      others: z.number(),
    })
    .nullable(),
});
export type PlaceCompared = z.infer<typeof PlaceCompared>;

/** 环比: the weeks before; 同比: a year ago. */
export const COMPARED_WITH = ['before', 'year'] as const;
export type ComparedWith = (typeof COMPARED_WITH)[number];

/** Which days were compared with which. */
export const DaysMatched = z.object({
  against: z.enum(COMPARED_WITH),
  /** past days of the period with any data */
  known: z.int(),
  /** those with a matching day that also has data */
  matched: z.int(),
  /** matched days with their counterparts; gaps without data do not split a range */
  ranges: z.array(z.object({ from: Day, to: Day, otherFrom: Day, otherTo: Day })),
  /** years without a known holiday notice, whose days are matched by weekday only */
  unpublished: z.array(z.int()),
});
export type DaysMatched = z.infer<typeof DaysMatched>;

/** `GET /v1/metrics/{key}/comparison`: places of one class side by side. */
export const MetricComparison = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  from: Day,
  to: Day,
  /** first to last day of the previous ranks */
  before: z.object({ from: Day, to: Day }),
  /** those days match the days of the period. `of`: days of the period on which any place was open; `matched`: those whose counterpart was too */
  days: DaysMatched.pick({ ranges: true, unpublished: true }).extend({ matched: z.int(), of: z.int() }),
  tier: z.enum(TIERS).nullable(),
  size: z.enum(SIZE_CLASSES).nullable(),
  /** all classes of the caller's places */
  classes: z.array(PeerClass),
  noRanks: z.enum(NO_RANKS).nullable(),
  noFunnel: z.enum(NO_FUNNEL).nullable(),
  /** best first; places without a figure last */
  places: z.array(PlaceCompared),
  funnel: z.object({
    centre: z.number().nullable(),
    overDispersion: z.number().nullable(),
    curve: z.array(
      z.object({
        weight: z.number(),
        low95: z.number(),
        high95: z.number(),
        low998: z.number(),
        high998: z.number(),
      }),
    ),
  }),
});
export type MetricComparison = z.infer<typeof MetricComparison>;

const side = z.object({ value: z.number().nullable(), ...figure, histogram: z.array(z.number()).optional() });

/** `GET /v1/metrics/{key}/compared`: matching days now and then, and only days with data on both sides. */
export const MetricCompared = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  by: z.enum(METRIC_BYS).nullable(),
  from: Day,
  to: Day,
  days: DaysMatched,
  /** halls that started within the period, with their first day; their figures begin there */
  begun: z.array(z.object({ hall: Code, since: Day })),
  /** figures of the matched days; null without any */
  now: side,
  then: side,
  /** days of the period with data; `other` is null without a matching day, `then` if that day has no data */
  byDay: z.array(
    z.object({
      day: Day,
      other: Day.nullable(),
      /** still running, so not compared */
      running: z.boolean(),
      now: z.number(),
      then: z.number().nullable(),
    }),
  ),
  /** of the matched days; for halls, those with data on both sides in that hall */
  parts: z.array(
    z.object({ by: z.string(), matched: z.int(), now: z.number().nullable(), then: z.number().nullable() }),
  ),
});
export type MetricCompared = z.infer<typeof MetricCompared>;

/** Splits whose parts sum to the whole. */
export const CHANGE_BYS = [
  'hall',
  'queue',
  'branch',
  'item',
  'channel',
  'window',
  'officer',
  'weekday',
  'hour',
] as const;
export type ChangeBy = (typeof CHANGE_BYS)[number];

/** `GET /v1/metrics/{key}/change`: why a share or a mean has changed. */
export const MetricChange = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  by: z.enum(CHANGE_BYS),
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  /** with `against`, both sides use the matched days only */
  days: DaysMatched.optional(),
  /** null if one of the periods has no denominator */
  change: z
    .object({
      before: z.number(),
      after: z.number(),
      /** effect of the shares of the parts; `mix` and `rate` sum to after − before */
      mix: z.number(),
      /** effect of changes within the parts */
      rate: z.number(),
      parts: z.array(z.object({ by: z.string(), mix: z.number(), rate: z.number() })),
    })
    .nullable(),
});
export type MetricChange = z.infer<typeof MetricChange>;

/**
 * Causes of a change of rank. `volume`: visitors per day; `mix`: their items; `staff`: window hours per day; `wait`: wait at equal visitors
 * per window hour; `rate`: the parts themselves; `own`: the whole figure; `others`: figures of other halls.
 */
export const RANK_CAUSES = ['volume', 'mix', 'staff', 'wait', 'rate', 'own', 'others'] as const;

/** `GET /v1/metrics/{key}/rank-move`: causes of a hall's change of rank. */
export const MetricRankMove = z.object({
  key: MetricKey,
  unit: z.string(),
  place: Code,
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  /** null if the hall has no figure in one of the periods */
  move: z
    .object({
      /** split of the hall's own part: visitors, mix, staff and wait; mix and rate; or no split */
      ground: z.enum(['waiting', 'mix', 'whole']),
      rank: z.object({ before: z.int(), after: z.int() }),
      figure: z.object({ before: z.number(), after: z.number() }),
      causes: z.array(
        z.object({
          cause: z.enum(RANK_CAUSES),
          /** visitors or window hours per day with data; null for causes without such a number */
          before: z.number().nullable(),
          after: z.number().nullable(),
          /** effect on the figure; all causes sum to after − before */
          figure: z.number(),
          /** ranks gained; all causes sum to rank before − after */
          ranks: z.number(),
        }),
      ),
    })
    .nullable(),
});
export type MetricRankMove = z.infer<typeof MetricRankMove>;
