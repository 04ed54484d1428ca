import { z } from 'zod';
import { METRICS, type MetricKey } from './metrics';
import { TIERS } from './organisation';
import { freeText } from './privacy';
import { Code, Day, Instant } from './primitives';
import { Month, SIZE_CLASSES, TARGETED } from './targets';

/** What can be assessed: it has a better side, does not grow with the place, and can be told without some of its days. */
export const ASSESSED = TARGETED.filter((key) => METRICS[key].rollUp !== 'gini' && METRICS[key].by.includes('day'));
export const AssessedMetric = z.enum(ASSESSED as [MetricKey, ...MetricKey[]]);

const tier = z.enum(TIERS).nullable();
const figure = z.number().min(0).max(1_000_000);

/** One indicator: no points at `zero`, all of them at `full`, a straight line between. */
export const AssessmentIndicator = z.strictObject({
  metric: AssessedMetric,
  /** kind of place; null: every kind. The indicator that names the kind goes before the one that does not */
  tier,
  weight: z.number().min(0.1).max(100),
  /** in the metric's own unit: seconds, days, shares of 1 */
  zero: figure,
  full: figure,
  /** the cap, in shares of its weight: 1 gives nothing for more than `full`, 1.2 up to a fifth more */
  most: z.number().min(1).max(1.5),
  /** with fewer cases, visits or ratings than this it is not assessed */
  least: z.int().min(0).max(1_000_000),
});
export type AssessmentIndicator = z.infer<typeof AssessmentIndicator>;

/** A gate: a figure worse than the limit holds the score of the place at `cap`, whatever else it did. */
export const AssessmentGate = z.strictObject({
  metric: AssessedMetric,
  tier,
  limit: figure,
  cap: z.number().min(0).max(100),
});
export type AssessmentGate = z.infer<typeof AssessmentGate>;

/** What places are assessed by, with everything that is wrong about it said by line. */
export const AssessmentScheme = z
  .strictObject({
    indicators: z.array(AssessmentIndicator).min(1).max(60),
    gates: z.array(AssessmentGate).max(60),
  })
  .superRefine(({ indicators, gates }, context) => {
    const fault = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    const seen = new Set<string>();
    const twice = (list: 'indicators' | 'gates', at: number, name: { metric: string; tier: string | null }): void => {
      const key = JSON.stringify([list, name.metric, name.tier]);
      if (seen.has(key)) fault([list, at], 'there is a line for this metric and kind of place already');
      seen.add(key);
    };
    indicators.forEach((one, at) => {
      twice('indicators', at, one);
      const { better, unit } = METRICS[one.metric];
      if (one.zero === one.full || one.full > one.zero !== (better === 'more'))
        fault(
          ['indicators', at, 'full'],
          `${better === 'more' ? 'more' : 'less'} is better: full points at a better figure than none`,
        );
      for (const side of ['zero', 'full'] as const)
        if (isShare(unit) && one[side] > 1) fault(['indicators', at, side], 'a share is between 0 and 1');
    });
    gates.forEach((one, at) => {
      twice('gates', at, one);
      if (isShare(METRICS[one.metric].unit) && one.limit > 1)
        fault(['gates', at, 'limit'], 'a share is between 0 and 1');
    });
  });
export type AssessmentScheme = z.infer<typeof AssessmentScheme>;
const isShare = (unit: string): boolean => unit === 'share' || unit === 'index';

/** A version of the scheme of a place and everything beneath it; `place` null is the bureau. Revision 0: none was ever set. */
export const AssessmentSchemeVersion = z.object({
  place: Code.nullable(),
  revision: z.int().min(0),
  scheme: AssessmentScheme.nullable(),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant.nullable(),
});
export type AssessmentSchemeVersion = z.infer<typeof AssessmentSchemeVersion>;

/** `PUT /v1/assessments/scheme`; `revision` is that of the version it was made from. */
export const AssessmentSchemeChange = z.strictObject({
  place: Code.nullable(),
  revision: z.int().min(0),
  scheme: AssessmentScheme,
  reason: freeText(500).min(1),
});
export type AssessmentSchemeChange = z.infer<typeof AssessmentSchemeChange>;

/** `POST /v1/assessments/preview`: a scheme tried on a month that is over; the last one where it is left out. */
export const AssessmentTrial = z.strictObject({
  place: Code.nullable(),
  month: Month.optional(),
  scheme: AssessmentScheme,
});
export type AssessmentTrial = z.infer<typeof AssessmentTrial>;

const sums = { value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable() };

/** `figure`: nothing to divide by · `few`: less than the least number of cases · `excluded`: after an appeal */
export const NOT_ASSESSED = ['figure', 'few', 'excluded'] as const;

export const AssessmentLine = z.object({
  metric: AssessedMetric,
  ...sums,
  weight: z.number(),
  zero: z.number(),
  full: z.number(),
  most: z.number(),
  /** null where the line is not assessed: its weight is left out of the whole */
  points: z.number().nullable(),
  why: z.enum(NOT_ASSESSED).nullable(),
  /** the figure as first computed, where an upheld appeal changed it */
  before: z.object(sums).nullable(),
});
export type AssessmentLine = z.infer<typeof AssessmentLine>;

export const AssessedPlace = z.object({
  hall: Code,
  name: z.string(),
  tier: z.enum(TIERS),
  size: z.enum(SIZE_CLASSES),
  /** points of 100; null where less than half of the weight could be assessed */
  score: z.number().nullable(),
  /** share of the weight that could be assessed */
  assessed: z.number(),
  days: z.int(),
  /** 95 % interval, rank among places of its kind and size, set of ranks, and band: as in comparisons of metrics */
  low: z.number().nullable(),
  high: z.number().nullable(),
  rank: z.int().nullable(),
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  band: z.int().nullable(),
  /** gates that hold the score down */
  gates: z.array(AssessmentGate.pick({ metric: true, limit: true, cap: true }).extend({ value: z.number() })),
  lines: z.array(AssessmentLine),
});
export type AssessedPlace = z.infer<typeof AssessedPlace>;

/** `draft`: to be looked at · `published`: halls see their sheets and may appeal · `closed`: nothing changes any more */
export const ASSESSMENT_STATES = ['draft', 'published', 'closed'] as const;
export const AssessmentState = z.enum(ASSESSMENT_STATES);
export type AssessmentState = z.infer<typeof AssessmentState>;

export const AssessmentSummary = z.object({
  id: z.uuid(),
  place: Code.nullable(),
  placeName: z.string().nullable(),
  month: Month,
  from: Day,
  to: Day,
  state: AssessmentState,
  revision: z.int(),
  schemeRevision: z.int(),
  computedAt: Instant,
  /** the last day on which halls may appeal; null while it is a draft */
  appealsUntil: Day.nullable(),
  openAppeals: z.int(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;

/** `excluded`: the line is not assessed · `days`: without some days, as they were kept · `now`: as it is computed now */
export const REMEDIES = ['excluded', 'days', 'now'] as const;
export const LINE_APPEAL_STATES = ['open', 'upheld', 'rejected', 'withdrawn'] as const;

export const AssessmentAppeal = z.object({
  id: z.uuid(),
  hall: Code,
  metric: AssessedMetric,
  reason: z.string(),
  by: z.string(),
  at: Instant,
  state: z.enum(LINE_APPEAL_STATES),
  remedy: z.enum(REMEDIES).nullable(),
  days: z.array(Day),
  /** the figure that counts since it was upheld; null where the line is excluded or the appeal was not upheld */
  figure: z.object(sums).nullable(),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type AssessmentAppeal = z.infer<typeof AssessmentAppeal>;

/** `GET /v1/assessments/{id}`: the places of the caller's scope, the best of each class first. */
export const Assessment = AssessmentSummary.extend({
  scheme: AssessmentScheme,
  /** whether the scheme that holds for the place by now says something else; only asked of a draft, which can be computed anew */
  schemeIsOlder: z.boolean(),
  places: z.array(AssessedPlace),
  appeals: z.array(AssessmentAppeal),
});
export type Assessment = z.infer<typeof Assessment>;

/** `POST /v1/assessments/preview` */
export const AssessmentPreview = z.object({ from: Day, to: Day, places: z.array(AssessedPlace) });
export type AssessmentPreview = z.infer<typeof AssessmentPreview>;

/** `GET /v1/assessments/{id}/halls/{hall}`: the score sheet of a place, with the days its figures are made of as they were. */
export const AssessmentSheet = AssessmentSummary.extend({
  sheet: AssessedPlace,
  evidence: z.array(z.object({ metric: AssessedMetric, days: z.array(z.object({ day: Day, ...sums })) })),
  appeals: z.array(AssessmentAppeal),
});
export type AssessmentSheet = z.infer<typeof AssessmentSheet>;

/** `POST /v1/assessments`: the month that ended last where it is left out. */
export const NewAssessment = z.strictObject({ place: Code.nullable(), month: Month.optional() });
export type NewAssessment = z.infer<typeof NewAssessment>;

const seen = { revision: z.int().min(1).max(2_000_000_000) };
export const AssessmentStep = z.strictObject(seen);
export type AssessmentStep = z.infer<typeof AssessmentStep>;
/** `POST /v1/assessments/{id}/publish` */
export const AssessmentPublication = z.strictObject({ ...seen, appealsUntil: Day });
export type AssessmentPublication = z.infer<typeof AssessmentPublication>;

/** `POST /v1/assessments/{id}/appeals` */
export const NewAppeal = z.strictObject({ hall: Code, metric: AssessedMetric, reason: freeText(2000).min(1) });
export type NewAppeal = z.infer<typeof NewAppeal>;

const remedy = {
  remedy: z.enum(REMEDIES),
  /** with the remedy `days`: those that are left out */
  days: z.array(Day).max(31).default([]),
};
const withDays = (one: { remedy: string | null; days: string[] }): boolean =>
  (one.remedy === 'days') === one.days.length > 0;
const DAYS_FIT = { message: 'days go with the remedy "days", and with it at least one', path: ['days'] };
/** `POST /v1/assessments/{id}/appeals/{appeal}/preview` */
export const AppealRemedy = z.strictObject(remedy).refine(withDays, DAYS_FIT);
export type AppealRemedy = z.infer<typeof AppealRemedy>;

/** `POST /v1/assessments/{id}/appeals/{appeal}/decide`: `remedy` null rejects it. */
export const AppealDecision = z
  .strictObject({ ...remedy, remedy: remedy.remedy.nullable(), answer: freeText(2000).min(1) })
  .refine(withDays, DAYS_FIT);
export type AppealDecision = z.infer<typeof AppealDecision>;

/** What upholding an appeal would change: the figure, and the sheet of the place. */
export const AppealPreview = z.object({
  before: z.object(sums),
  after: z.object(sums).nullable(),
  sheet: z.object({ before: AssessedPlace, after: AssessedPlace }),
});
export type AppealPreview = z.infer<typeof AppealPreview>;
