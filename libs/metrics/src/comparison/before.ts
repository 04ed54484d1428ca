import type { MetricComparison, MetricKey } from '@cockpit/contracts';
import { daysOfSpan, matchDays, rangesOf, type DayClasses, type DaySpan, type MatchedRange } from '@cockpit/domain';
import type { Ask } from '../asking/ask';
import { spanOf } from '../asking/question';
import { figureOf, rolledUp, type Row } from '../sums';
import { askedFor, unpublished } from './matched-days';

/** Days of the same kinds before the period, for the comparison of ranks. */
export interface DaysBefore {
  readonly span: DaySpan;
  readonly ranges: readonly MatchedRange[];
  readonly days: MetricComparison['days'];
}

/**
 * Matched by calendar only; each hall contributes the days it has.
 * @param isOpen whether any hall opens on a day; days with all halls closed are not counted
 */
export function daysBefore(ask: Ask, classes: DayClasses, isOpen: (day: string) => boolean): DaysBefore {
  const period = spanOf(ask);
  const { pairs, alone } = matchDays(period, 'before', classes);
  const ranges = rangesOf(pairs);
  const others = pairs.map(({ other }) => other).sort();
  return {
    span: { from: others[0] ?? period.from, to: others.at(-1) ?? period.from },
    ranges,
    days: {
      ranges,
      matched: pairs.filter(({ day, other }) => isOpen(day) && isOpen(other)).length,
      of: [...pairs.map(({ day }) => day), ...alone].filter(isOpen).length,
      unpublished: unpublished([...daysOfSpan(period), ...others], classes),
    },
  };
}

/** Queries for each range of the days before. */
export const earlier = (ask: Ask, { ranges }: DaysBefore): Ask[] =>
  ranges.map(({ otherFrom, otherTo }) => askedFor(ask, { from: otherFrom, to: otherTo }));

/** Figures by hall. */
export function figuresBy(key: MetricKey, rows: readonly Row[]): Map<string, number> {
  const sums = rolledUp(rows, ({ hall }) => hall);
  return new Map(
    [...sums].flatMap(([hall, row]) => {
      const { value } = figureOf(key, row);
      return value === null ? [] : [[hall, value] as const];
    }),
  );
}
