import { z } from 'zod';
import { METRIC_BYS, MetricKey } from './metrics';
import { TIERS } from './organisation';
import { Code, Day } from './primitives';
import { SIZE_CLASSES } from './targets';

export const CHART_STEPS = ['day', 'week'] as const;
export type ChartStep = (typeof CHART_STEPS)[number];
/** A point beyond three standard deviations, 2 of 3 beyond two, 4 of 5 beyond one, 8 in a row on one side. */
export const CHART_RULES = ['beyond', 'two-of-three', 'four-of-five', 'eight-in-a-row'] as const;

const figure = { numerator: z.number().nullable(), denominator: z.number().nullable() };

/** `GET /v1/metrics/{key}/chart`: a metric over days or weeks with a centre line, limits and signals. */
export const MetricChart = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  /** hall days, both included; only those that are over have points */
  from: Day,
  to: Day,
  step: z.enum(CHART_STEPS),
  /** `share`: p′ chart; `count`: c′ chart; `value`: single values (XmR) */
  kind: z.enum(['share', 'count', 'value']),
  /** what centre and limits were learned from: the time before the period, or, `own`, the period itself because nothing is before it */
  baseline: z.object({ from: Day.nullable(), to: Day.nullable(), points: z.int(), own: z.boolean() }),
  centre: z.number().nullable(),
  /** how many times wider the limits are than chance alone would make them */
  overDispersion: z.number().nullable(),
  noLimits: z.enum(['too-few-points', 'no-spread']).nullable(),
  /** days or weeks with data, in order; the others are left out */
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

/** Halls alike: of one kind and one size. */
export const PeerClass = z.object({ tier: z.enum(TIERS), size: z.enum(SIZE_CLASSES), places: z.int() });
export type PeerClass = z.infer<typeof PeerClass>;

/** Why no order is told. `counts`: they grow with the place and the period. `no-days`: the metric cannot be told by day. */
export const NO_RANKS = ['counts', 'no-days', 'alone', 'too-few-days', 'no-spread'] as const;
export const NO_FUNNEL = ['counts', 'no-days', 'too-few-places', 'too-few-days', 'no-spread'] as const;

export const PlaceCompared = z.object({
  hall: Code,
  tier: z.enum(TIERS),
  size: z.enum(SIZE_CLASSES),
  windows: z.int(),
  /** null: nothing to divide by, or its feed is silent */
  value: z.number().nullable(),
  ...figure,
  days: z.int(),
  /** its first day, where that lies within the period: it was not there before */
  since: Day.nullable(),
  /** what the funnel is drawn over: the denominator, of an index over windows the days; null where the place is not in it */
  weight: z.number().nullable(),
  /** 95 % interval */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** 1 is best; equal values share a rank */
  rank: z.int().nullable(),
  /** the set of ranks, both included: those of all places hold at once with 95 % */
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  /** 1 is best; every place of a band is proven to be better than those of the next ones */
  band: z.int().nullable(),
  /** beyond the 99.8 % limits of the funnel */
  outside: z.enum(['better', 'worse']).nullable(),
  /** the rank of the period before with its set, and how many ranks were gained by its own figure and by those of the others */
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

/** Which days were held against which. */
export const DaysMatched = z.object({
  against: z.enum(COMPARED_WITH),
  /** days of the period that are over and of which anything is known */
  known: z.int(),
  /** those among them with a counterpart of their kind of which anything is known too */
  matched: z.int(),
  /** the matched days with their counterparts, side by side; days without data between them are not told apart */
  ranges: z.array(z.object({ from: Day, to: Day, otherFrom: Day, otherTo: Day })),
  /** years whose notice of holidays is not known: their days are told by weekday alone */
  unpublished: z.array(z.int()),
});
export type DaysMatched = z.infer<typeof DaysMatched>;

/** `GET /v1/metrics/{key}/comparison`: places of one class beside one another. */
export const MetricComparison = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  from: Day,
  to: Day,
  /** from the first to the last of the days that ranks before are of */
  before: z.object({ from: Day, to: Day }),
  /** which days those are: of the same kinds as the days of the period. `of` are the days of the period on which any of the places was open, `matched` those among them whose counterpart was, too */
  days: DaysMatched.pick({ ranges: true, unpublished: true }).extend({ matched: z.int(), of: z.int() }),
  tier: z.enum(TIERS).nullable(),
  size: z.enum(SIZE_CLASSES).nullable(),
  /** every class there is among the caller's places */
  classes: z.array(PeerClass),
  noRanks: z.enum(NO_RANKS).nullable(),
  noFunnel: z.enum(NO_FUNNEL).nullable(),
  /** the best first; those without a figure last */
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

/** `GET /v1/metrics/{key}/compared`: the same kinds of days now and then, days with data against days with data. */
export const MetricCompared = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  by: z.enum(METRIC_BYS).nullable(),
  from: Day,
  to: Day,
  days: DaysMatched,
  /** halls that began in the middle of the period, with their first day: what is said of the period is said of them since then alone */
  begun: z.array(z.object({ hall: Code, since: Day })),
  /** both of the matched days alone; null where there are none */
  now: side,
  then: side,
  /** every day of the period of which anything is known; `other` null: no day of its kind; `then` null: nothing known of that day */
  byDay: z.array(
    z.object({
      day: Day,
      other: Day.nullable(),
      /** it is still going on, and is not compared */
      running: z.boolean(),
      now: z.number(),
      then: z.number().nullable(),
    }),
  ),
  /** of the matched days too; of halls those on which this hall has data on both sides */
  parts: z.array(
    z.object({ by: z.string(), matched: z.int(), now: z.number().nullable(), then: z.number().nullable() }),
  ),
});
export type MetricCompared = z.infer<typeof MetricCompared>;

/** Splits whose parts make the whole. */
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

/** `GET /v1/metrics/{key}/change`: why a share or a mean is another one than before. */
export const MetricChange = z.object({
  key: MetricKey,
  unit: z.string(),
  hall: Code.nullable(),
  by: z.enum(CHANGE_BYS),
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  /** when asked `against`: both sides are of the matched days alone */
  days: DaysMatched.optional(),
  /** null where one of the periods has nothing to divide by */
  change: z
    .object({
      before: z.number(),
      after: z.number(),
      /** more or less of some parts; adds up with `rate` to after − before */
      mix: z.number(),
      /** parts that got better or worse themselves */
      rate: z.number(),
      parts: z.array(z.object({ by: z.string(), mix: z.number(), rate: z.number() })),
    })
    .nullable(),
});
export type MetricChange = z.infer<typeof MetricChange>;

/**
 * What moved a rank. `volume` visitors a day, `mix` what they came for, `staff` window hours a day, `wait` the wait at the same visitors per window
 * hour; `rate` the parts themselves; `own` the figure as a whole; `others` the figures of the other halls.
 */
export const RANK_CAUSES = ['volume', 'mix', 'staff', 'wait', 'rate', 'own', 'others'] as const;

/** `GET /v1/metrics/{key}/rank-move`: what moved the rank of one hall. */
export const MetricRankMove = z.object({
  key: MetricKey,
  unit: z.string(),
  place: Code,
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  /** null where the hall has no figure in one of the periods */
  move: z
    .object({
      /** what the hall's own part falls into: visitors, mix, staff and wait; mix and rate; or nothing smaller */
      ground: z.enum(['waiting', 'mix', 'whole']),
      rank: z.object({ before: z.int(), after: z.int() }),
      figure: z.object({ before: z.number(), after: z.number() }),
      causes: z.array(
        z.object({
          cause: z.enum(RANK_CAUSES),
          /** visitors or window hours per day with data; null of what has no number of its own */
          before: z.number().nullable(),
          after: z.number().nullable(),
          /** what it did to the figure; all together after − before */
          figure: z.number(),
          /** ranks gained by it; all together rank before − after */
          ranks: z.number(),
        }),
      ),
    })
    .nullable(),
});
export type MetricRankMove = z.infer<typeof MetricRankMove>;
