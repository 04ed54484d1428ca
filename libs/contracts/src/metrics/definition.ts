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

interface Words {
  readonly zh: string;
  readonly en: string;
}

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
  readonly by: readonly MetricBy[];
  /** the parts `by=aspect` answers */
  readonly aspects: readonly string[];
}

type Head = Pick<MetricDefinition, 'zh' | 'en' | 'unit' | 'rollUp' | 'better'>;
type Body = Pick<MetricDefinition, 'by'> & {
  formula: [zh: string, en: string];
  leftOut?: [zh: string, en: string];
  aspects?: readonly string[];
};

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
    formula: { zh: formula[0], en: formula[1] },
    leftOut: { zh: leftOut[0], en: leftOut[1] },
    by: aspects.length > 0 ? [...by, 'aspect'] : by,
  });
