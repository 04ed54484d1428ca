import { OVERVIEW_WEEKS, type MetricKey, type Overview } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { figureOf, rolledUp, type Row } from '../sums';

export type Weeks = Overview['figures'][number]['weeks'];

const DAYS = 7;

/** The first hall day of the weeks that end with `last`. */
export const firstOfWeeks = (last: string): string => addDays(last, 1 - DAYS * OVERVIEW_WEEKS);

/** Weeks of seven hall days that end with `last`, oldest first. @param rows by day, of any number of halls */
export function weeksOf(key: MetricKey, rows: readonly Row[], last: string): Weeks {
  const first = firstOfWeeks(last);
  const starts = Array.from({ length: OVERVIEW_WEEKS }, (_, week) => addDays(first, week * DAYS));
  const startOf = (day: string): string => starts.findLast((start) => start <= day) ?? '';
  const sums = rolledUp(
    rows.filter(({ by }) => by >= first && by <= last),
    ({ by }) => startOf(by),
  );
  return starts.map((from) => {
    const row = sums.get(from);
    return { from, value: row === undefined ? null : figureOf(key, row).value };
  });
}
