import { shownDigits, shownValue, type Against, type MetricKey } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';

export interface DrillRow {
  by: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  was: number | null;
  target?: Against | undefined;
}
export interface DrillFile {
  title: string;
  head: readonly string[];
  /** what the figures are: name and text, below the table */
  about: readonly (readonly [string, string])[];
  rows: readonly (readonly Cell[])[];
}

/** The number that the page shows, as a number: rounded as the page rounds, in the unit it is shown in. */
export function shownNumber(key: MetricKey, value: number | null): number | null {
  const shown = shownValue(key, value);
  if (shown === null || !Number.isFinite(shown)) return null;
  return Number(
    new Intl.NumberFormat('en', { maximumFractionDigits: shownDigits(key), useGrouping: false }).format(shown),
  );
}

const whole = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

/** One line of the file for each line of the page; `changeText` and names are those of the page. */
export const fileRow = (key: MetricKey, row: DrillRow, name: string, change: string): Cell[] => [
  ...[name, row.by, shownNumber(key, row.value), shownNumber(key, row.target?.target ?? null)],
  ...[whole(row.numerator), whole(row.denominator), shownNumber(key, row.was), change],
];

/** The lines of the file: the table, and below it what its figures are. */
export const linesOf = ({ rows, about }: Pick<DrillFile, 'rows' | 'about'>): Cell[][] =>
  [...rows, [], ...about].map((line) => [...line]);
