import { METRICS, type MetricKey } from '@cockpit/contracts';
import type { PlaceFigure } from '@cockpit/domain';
import { figureOf, inBuckets, rolledUp, without, type Row } from '../sums';

/**
 * Figures of places with the leave-one-day-out values for their uncertainty. Places without a figure are left out.
 * @param rows by hall and day
 */
export function placeFigures(key: MetricKey, rows: readonly Row[]): PlaceFigure[] {
  const halls = new Map<string, Row[]>();
  for (const row of rolledUp(rows.map(inBuckets), ({ hall, by }) => `${hall} ${by}`).values()) {
    if (row.hall === '') continue;
    const days = halls.get(row.hall) ?? [];
    days.push(row);
    halls.set(row.hall, days);
  }
  return [...halls].flatMap(([place, all]) => {
    const days = all.filter((row) => figureOf(key, row).value !== null).sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
    const total = rolledUp(days, () => '').get('');
    const { value, denominator } = figureOf(key, total);
    if (total === undefined || value === null || !(denominator !== null && denominator > 0)) return [];
    // the Gini index has no meaningful denominator, so days are the weight
    const weight = METRICS[key].rollUp === 'gini' ? days.length : denominator;
    return [{ place, value, weight, days: days.length, without: leftOut(key, total, days, value) }];
  });
}

const dayOf = ({ by }: Row): string => by.slice(by.lastIndexOf(' ') + 1);

function leftOut(key: MetricKey, total: Row, days: readonly Row[], value: number): number[] {
  if (days.length < 2) return [];
  if (METRICS[key].rollUp !== 'gini') return days.map((day) => figureOf(key, without(total, day)).value ?? value);
  // the windows of all days cannot be separated, so the daily indices are used
  const daily = days.map((day) => figureOf(key, day).value ?? value);
  const sum = daily.reduce((all, value) => all + value, 0);
  return daily.map((one) => (sum - one) / (days.length - 1));
}
