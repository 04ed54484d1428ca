import { METRICS, type ChartStep, type MetricKey } from '@cockpit/contracts';
import { periodOf, type ChartKind, type ChartPoint } from '@cockpit/domain';
import { figureOf, rolledUp, type Row } from '../sums';

export interface DatedFigure {
  /** the day, or the Monday of the week */
  readonly at: string;
  /** its last day */
  readonly until: string;
  readonly value: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/**
 * The figures of a metric over time, in order.
 * @param rows by day, of any number of halls
 * @param known days with data and open doors: a count without a row is 0 there
 * @param period limits the result to whole weeks within it
 */
export function datedFigures(
  key: MetricKey,
  rows: readonly Row[],
  known: ReadonlySet<string>,
  step: ChartStep,
  period: { from: string; to: string },
): DatedFigure[] {
  const isCount = METRICS[key].rollUp === 'sum';
  const spanOf = (day: string): { from: string; to: string } =>
    step === 'week' ? periodOf('week', day) : { from: day, to: day };
  const empty = isCount ? [...known].map((day): Row => ({ hall: '', by: day, n: 0, d: 0 })) : [];
  const real = isCount ? rows.filter(({ by, n }) => n !== 0 || known.has(by)) : rows;
  const sums = rolledUp([...real, ...empty], ({ by }) => spanOf(by).from);
  return [...sums]
    .flatMap(([at, row]) => {
      const { from, to } = spanOf(at);
      const { value, numerator, denominator } = figureOf(key, row);
      return value === null || from < period.from || to > period.to
        ? []
        : [{ at, until: to, value, numerator, denominator }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** The chart type of a metric. Shares above 1 are drawn as plain values. */
export function kindOf(key: MetricKey, figures: readonly DatedFigure[]): ChartKind {
  const { rollUp, unit } = METRICS[key];
  if (rollUp === 'sum') return unit === 'count' ? 'count' : 'value';
  return rollUp === 'ratio' && unit === 'share' && figures.every(({ value }) => value >= 0 && value <= 1)
    ? 'share'
    : 'value';
}

export const pointOf = ({ at, value, denominator }: DatedFigure): ChartPoint => ({
  at,
  value,
  weight: denominator ?? 1,
});
