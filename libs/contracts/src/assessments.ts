import { z } from 'zod';
import { METRICS, type MetricKey } from './metrics';
import { TIERS } from './organisation';
import { freeText } from './privacy';
import { Code, Day, Instant } from './primitives';
import { Month, SIZE_CLASSES, TARGETED } from './targets';

/** Metrics that can be assessed: with a better direction, independent of the place's size, and computable without some days. */
export const ASSESSED = TARGETED.filter((key) => METRICS[key].rollUp !== 'gini' && METRICS[key].by.includes('day'));
export const AssessedMetric = z.enum(ASSESSED as [MetricKey, ...MetricKey[]]);

const tier = z.enum(TIERS).nullable();
const figure = z.number().min(0).max(1_000_000);

/** An indicator: no points at `zero`, all points at `full`, linear between them. */
export const AssessmentIndicator = z.strictObject({
  metric: AssessedMetric,
  /** tier of the place; null for all. An indicator for the tier precedes the general one */
  tier,
  weight: z.number().min(0.1).max(100),
  /** in the metric's unit: seconds, days, shares of 1 */
  zero: figure,
  full: figure,
  /** cap in shares of its weight: 1 gives nothing above `full`, 1.2 up to a fifth more */
  most: z.number().min(1).max(1.5),
  /** minimum number of cases, visits or ratings for an assessment */
  least: z.int().min(0).max(1_000_000),
});
export type AssessmentIndicator = z.infer<typeof AssessmentIndicator>;

/** A gate: a figure worse than the limit caps the score of the place at `cap`. */
export const AssessmentGate = z.strictObject({
  metric: AssessedMetric,
  tier,
  limit: figure,
  cap: z.number().min(0).max(100),
});
export type AssessmentGate = z.infer<typeof AssessmentGate>;

/** The rules of an assessment; validation reports all errors with their line. */
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
    indicators.forEach((indicator, at) => {
      twice('indicators', at, indicator);
      const { better, unit } = METRICS[indicator.metric];
      if (indicator.zero === indicator.full || indicator.full > indicator.zero !== (better === 'more'))
        fault(
          ['indicators', at, 'full'],
          `${better === 'more' ? 'more' : 'less'} is better: full points at a better figure than none`,
        );
      for (const side of ['zero', 'full'] as const)
        if (isShare(unit) && indicator[side] > 1) fault(['indicators', at, side], 'a share is between 0 and 1');
    });
    gates.forEach((gate, at) => {
      twice('gates', at, gate);
      if (isShare(METRICS[gate.metric].unit) && gate.limit > 1)
        fault(['gates', at, 'limit'], 'a share is between 0 and 1');
    });
  });
export type AssessmentScheme = z.infer<typeof AssessmentScheme>;
const isShare = (unit: string): boolean => unit === 'share' || unit === 'index';

/** A version of the scheme for a place and everything below it; `place` null is the bureau. Revision 0 means that none was set. */
export const AssessmentSchemeVersion = z.object({
  place: Code.nullable(),
  revision: z.int().min(0),
  scheme: AssessmentScheme.nullable(),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant.nullable(),
});
export type AssessmentSchemeVersion = z.infer<typeof AssessmentSchemeVersion>;

/** `PUT /v1/assessments/scheme`; `revision` is the revision that was edited. */
export const AssessmentSchemeChange = z.strictObject({
  place: Code.nullable(),
  revision: z.int().min(0),
  scheme: AssessmentScheme,
  reason: freeText(500).min(1),
});
export type AssessmentSchemeChange = z.infer<typeof AssessmentSchemeChange>;

/** `POST /v1/assessments/preview`: tries a scheme on a past month, by default the last one. */
export const AssessmentTrial = z.strictObject({
  place: Code.nullable(),
  month: Month.optional(),
  scheme: AssessmentScheme,
});
export type AssessmentTrial = z.infer<typeof AssessmentTrial>;

const sums = { value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable() };

/** `figure`: no denominator · `few`: below the minimum number of cases · `excluded`: after an appeal */
export const NOT_ASSESSED = ['figure', 'few', 'excluded'] as const;

export const AssessmentLine = z.object({
  metric: AssessedMetric,
  ...sums,
  weight: z.number(),
  zero: z.number(),
  full: z.number(),
  most: z.number(),
  /** null if the line is not assessed; its weight then does not count */
  points: z.number().nullable(),
  why: z.enum(NOT_ASSESSED).nullable(),
  /** the original figure, if a successful appeal changed it */
  before: z.object(sums).nullable(),
});
export type AssessmentLine = z.infer<typeof AssessmentLine>;

export const AssessedPlace = z.object({
  hall: Code,
  name: z.string(),
  tier: z.enum(TIERS),
  size: z.enum(SIZE_CLASSES),
  /** 0 to 100; null if less than half of the weight could be assessed */
  score: z.number().nullable(),
  /** share of the weight that could be assessed */
  assessed: z.number(),
  days: z.int(),
  /** 95 % interval, rank among places of the same tier and size, set of ranks, and band, as in metric comparisons */
  low: z.number().nullable(),
  high: z.number().nullable(),
  rank: z.int().nullable(),
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  band: z.int().nullable(),
  /** gates that limit the score */
  gates: z.array(AssessmentGate.pick({ metric: true, limit: true, cap: true }).extend({ value: z.number() })),
  lines: z.array(AssessmentLine),
});
export type AssessedPlace = z.infer<typeof AssessedPlace>;

/** `draft`: under review · `published`: halls see their sheets and may appeal · `closed`: final */
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
  /** last day for appeals; null for a draft */
  appealsUntil: Day.nullable(),
  openAppeals: z.int(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;

/** `excluded`: the line is not assessed · `days`: without some days of the stored figures · `now`: computed again */
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
  /** the figure after the appeal; null if the line is excluded or the appeal failed */
  figure: z.object(sums).nullable(),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type AssessmentAppeal = z.infer<typeof AssessmentAppeal>;

/** `GET /v1/assessments/{id}`: places in the caller's scope, the best of each class first. */
export const Assessment = AssessmentSummary.extend({
  scheme: AssessmentScheme,
  /** whether the place's scheme has changed since; only for drafts, which can be computed again */
  schemeIsOlder: z.boolean(),
  places: z.array(AssessedPlace),
  appeals: z.array(AssessmentAppeal),
});
export type Assessment = z.infer<typeof Assessment>;

/** `POST /v1/assessments/preview` */
export const AssessmentPreview = z.object({ from: Day, to: Day, places: z.array(AssessedPlace) });
export type AssessmentPreview = z.infer<typeof AssessmentPreview>;

/** `GET /v1/assessments/{id}/halls/{hall}`: the score sheet of a place, with the stored daily figures. */
export const AssessmentSheet = AssessmentSummary.extend({
  sheet: AssessedPlace,
  evidence: z.array(z.object({ metric: AssessedMetric, days: z.array(z.object({ day: Day, ...sums })) })),
  appeals: z.array(AssessmentAppeal),
});
export type AssessmentSheet = z.infer<typeof AssessmentSheet>;

/** `POST /v1/assessments`: by default for the last month. */
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
  /** days left out by the remedy `days` */
  days: z.array(Day).max(31).default([]),
};
const withDays = (input: { remedy: string | null; days: string[] }): boolean =>
  (input.remedy === 'days') === input.days.length > 0;
const DAYS_FIT = { message: 'days go with the remedy "days", and with it at least one', path: ['days'] };
/** `POST /v1/assessments/{id}/appeals/{appeal}/preview` */
export const AppealRemedy = z.strictObject(remedy).refine(withDays, DAYS_FIT);
export type AppealRemedy = z.infer<typeof AppealRemedy>;

/** `POST /v1/assessments/{id}/appeals/{appeal}/decide`: `remedy` null rejects the appeal. */
export const AppealDecision = z
  .strictObject({ ...remedy, remedy: remedy.remedy.nullable(), answer: freeText(2000).min(1) })
  .refine(withDays, DAYS_FIT);
export type AppealDecision = z.infer<typeof AppealDecision>;

/** Effect of a successful appeal: the figure and the place's sheet. */
export const AppealPreview = z.object({
  before: z.object(sums),
  after: z.object(sums).nullable(),
  sheet: z.object({ before: AssessedPlace, after: AssessedPlace }),
});
export type AppealPreview = z.infer<typeof AppealPreview>;
