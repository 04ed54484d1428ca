import type { MetricKey } from '@cockpit/contracts';
import { z } from 'zod';
import { figureOf, rolledUp, without, type Figure, type Row } from '../sums';

/** Stored data of a metric for one day of a hall; later data changes do not affect it. */
export const KeptSums = z.object({ n: z.number(), d: z.number(), hist: z.array(z.number()).optional() });
/** By hall day. */
export const KeptDays = z.record(z.string(), KeptSums);
export type KeptDays = z.infer<typeof KeptDays>;

export interface KeptFigure extends Pick<Figure, 'value' | 'numerator' | 'denominator'> {
  /** the figure without each single day; null if nothing would remain */
  readonly without: ReadonlyMap<string, number | null>;
}

/** The figure over several days. @param leftOut excluded days */
export function figureOfDays(key: MetricKey, days: KeptDays, leftOut: readonly string[] = []): KeptFigure {
  const rows = Object.entries(days).flatMap(([day, sums]) => (leftOut.includes(day) ? [] : [rowOf(day, sums)]));
  const total = rolledUp(rows, () => '').get('');
  const { value, numerator, denominator } = figureOf(key, total);
  const others = rows.map((row): [string, number | null] => [
    row.by,
    total === undefined || rows.length === 1 ? null : figureOf(key, without(total, row)).value,
  ]);
  return { value, numerator, denominator, without: new Map(others) };
}

export const figureOfDay = (key: MetricKey, day: string, sums: KeptDays[string]): Figure =>
  figureOf(key, rowOf(day, sums));

const rowOf = (day: string, { n, d, hist }: KeptDays[string]): Row => ({
  hall: '',
  by: day,
  n,
  d,
  ...(hist === undefined ? {} : { hist }),
});

/** Daily data by hall and day, only where it gives a figure. @param rows by hall and day */
export function keptDays(key: MetricKey, rows: readonly Row[]): Map<string, KeptDays> {
  const halls = new Map<string, KeptDays>();
  for (const row of rolledUp(rows, ({ hall, by }) => `${hall} ${by}`).values()) {
    if (row.hall === '' || figureOf(key, row).value === null) continue;
    const days = halls.get(row.hall) ?? {};
    days[row.by.slice(row.by.lastIndexOf(' ') + 1)] = {
      n: row.n,
      d: row.d,
      ...(row.hist === undefined ? {} : { hist: row.hist }),
    };
    halls.set(row.hall, days);
  }
  return halls;
}
