/** How the parts of a metric combine over intervals and places: ratios and percentiles are computed from combined parts, never averaged. */
export type RollUp = 'sum' | 'ratio' | 'histogram' | 'now' | 'gini';

/** Dimensions that a metric may be split by. `aspect` shows related values of the metric; they do not sum to it. */
export const METRIC_BYS = [
  'hall',
  'tier',
  'day',
  'weekday',
  'hour',
  'weekday-hour',
  'queue',
  'branch',
  'item',
  'channel',
  'window',
  'officer',
  'unit',
  'kind',
  'stage',
  'terminal',
  'source',
  'rule',
  'state',
  'aspect',
] as const;
export type MetricBy = (typeof METRIC_BYS)[number];

/** Dimensions of nearly all metrics, in order. */
export const HALL_DAYS = ['hall', 'tier', 'day', 'weekday'] as const satisfies readonly MetricBy[];

interface Words {
  readonly zh: string;
  readonly en: string;
}
/** Texts for readers, and a text for programs only: which query gives the rest. */
export type InWords = readonly [zh: string, en: string, forPrograms?: readonly [zh: string, en: string]];

export interface MetricDefinition {
  readonly zh: string;
  readonly en: string;
  readonly unit: 'count' | 'seconds' | 'minutes' | 'share' | 'days' | 'index';
  readonly rollUp: RollUp;
  readonly group: 'queue' | 'window' | 'matter' | 'channel' | 'loop';
  /** the better direction, used for ranking; null without one */
  readonly better: 'more' | 'less' | null;
  /** numerator over denominator, as text */
  readonly formula: Words;
  /** what is excluded, and which instant decides the day */
  readonly leftOut: Words;
  /** additional texts for programs */
  readonly forPrograms: { readonly formula: Words | null; readonly leftOut: Words | null };
  readonly by: readonly MetricBy[];
  /** parts of `by=aspect` */
  readonly aspects: readonly string[];
}

type Head = Pick<MetricDefinition, 'zh' | 'en' | 'unit' | 'rollUp' | 'better'>;
type Body = Pick<MetricDefinition, 'by'> & {
  formula: InWords;
  leftOut?: InWords;
  aspects?: readonly string[];
};

const pair = ([zh, en]: readonly [zh: string, en: string, ...rest: unknown[]]): Words => ({ zh, en });
const aside = ([, , forPrograms]: InWords): Words | null => (forPrograms === undefined ? null : pair(forPrograms));

/** Makes the definitions of one group. */
export const definer =
  (group: MetricDefinition['group']) =>
  (
    zh: string,
    en: string,
    unit: Head['unit'],
    rollUp: RollUp,
    better: Head['better'],
    { by, formula, leftOut = ['', ''], aspects = [] }: Body,
  ): MetricDefinition => ({
    zh,
    en,
    unit,
    rollUp,
    group,
    better,
    aspects,
    formula: pair(formula),
    leftOut: pair(leftOut),
    forPrograms: { formula: aside(formula), leftOut: aside(leftOut) },
    by: aspects.length > 0 ? [...by, 'aspect'] : by,
  });
