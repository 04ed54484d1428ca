/** How a metric's parts combine over intervals and places: ratios and percentiles are computed from rolled-up parts, never averaged. */
export type RollUp = 'sum' | 'ratio' | 'histogram' | 'now' | 'gini';

/** What a metric may be split by. `aspect` shows a metric's other readings beside its headline; its parts do not add up to it. */
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

/** The splits of nearly every metric, in their order. */
export const HALL_DAYS = ['hall', 'tier', 'day', 'weekday'] as const satisfies readonly MetricBy[];

interface Words {
  readonly zh: string;
  readonly en: string;
}
/** Words for people, and the clause that only programs need: which question gives the rest. */
export type InWords = readonly [zh: string, en: string, forPrograms?: readonly [zh: string, en: string]];

export interface MetricDefinition {
  readonly zh: string;
  readonly en: string;
  readonly unit: 'count' | 'seconds' | 'minutes' | 'share' | 'days' | 'index';
  readonly rollUp: RollUp;
  readonly group: 'queue' | 'window' | 'matter' | 'channel' | 'loop';
  /** whether more is better (ranking sorts by it); null when neither */
  readonly better: 'more' | 'less' | null;
  /** numerator over denominator, in words */
  readonly formula: Words;
  /** what does not count, and what decides the day */
  readonly leftOut: Words;
  /** what programs are told beside the two */
  readonly forPrograms: { readonly formula: Words | null; readonly leftOut: Words | null };
  readonly by: readonly MetricBy[];
  /** the parts `by=aspect` answers */
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

/** A maker of definitions of one group. */
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
