import { METRICS, metricText, shownUnit, type Against, type MetricKey, type ShownUnit } from '@cockpit/contracts';
import type { Locale } from '../../shared/format';

export { metricName, metricText, shownUnit, shownValue } from '@cockpit/contracts';

/** The dictionary's words about a metric, for people. */
export const metricWords = (key: MetricKey, which: 'formula' | 'leftOut', locale: Locale): string =>
  METRICS[key][which][locale === 'en' ? 'en' : 'zh'];

/** Limits and what is used of them are counted in working days, everything else in days of the calendar: units of two kinds are told apart. */
export const unitName = (key: MetricKey): ShownUnit | 'workingDays' =>
  METRICS[key].group === 'matter' && METRICS[key].unit === 'days' ? 'workingDays' : shownUnit(key);

/** What stands behind a figure: `17,538 / 20,001`, `10 min / 4`, the 90th of 100 values, or nothing. @param words the language of the numbers, and its word for minutes */
export function behind(
  figure: { numerator: number | null; denominator: number | null },
  key: MetricKey,
  { locale, minutes }: { locale: Locale; minutes: string },
): string | null {
  const { numerator, denominator } = figure;
  if (numerator === null || denominator === null) return null;
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
  const { unit, rollUp } = METRICS[key];
  // behind a median stands its place in the row of all values, not a sum of time
  return unit === 'seconds' && rollUp !== 'histogram'
    ? `${number(numerator / 60)} ${minutes} / ${number(denominator)}`
    : `${number(numerator)} / ${number(denominator)}`;
}

/** A target and how far the figure is from it, without a sign: whether it is met is said beside it. */
export const againstText = (
  key: MetricKey,
  { target, by }: Against,
  locale: Locale,
): { target: string; by: string } => ({
  target: metricText(key, target, locale),
  by: metricText(key, by === null ? null : Math.abs(by), locale),
});
