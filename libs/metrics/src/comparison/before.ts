import type { MetricKey } from '@cockpit/contracts';
import { daysBefore, daysOf, type Ask, type HallAt } from '../asking/ask';
import { figureOf, rolledUp, type Row } from '../sums';

/** As many days, directly before. */
export function earlier(ask: Ask): Ask {
  const before = <At extends Omit<HallAt, 'doc'>>(at: At): At => ({
    ...at,
    first: daysBefore(at.first, daysOf({ from: at.first, to: at.last })),
    last: daysBefore(at.first, 1),
  });
  return { ...ask, nowhere: before(ask.nowhere), halls: ask.halls.map(before) };
}

/** The figures that halls have. */
export function figuresBy(key: MetricKey, rows: readonly Row[]): Map<string, number> {
  const sums = rolledUp(rows, ({ hall }) => hall);
  return new Map(
    [...sums].flatMap(([hall, row]) => {
      const { value } = figureOf(key, row);
      return value === null ? [] : [[hall, value] as const];
    }),
  );
}
