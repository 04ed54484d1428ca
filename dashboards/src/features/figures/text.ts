import { METRICS, textOf, type MetricKey } from '@cockpit/contracts';
import { DASH, type Locale } from '../../shared/format';

/** Units on screen: seconds of waiting are read in minutes, shares in percent. */
export type ShownUnit = 'count' | 'min' | 'percent' | 'days' | 'index';
const SHOWN: Record<(typeof METRICS)[MetricKey]['unit'], { unit: ShownUnit; by: number; digits: number }> = {
  count: { unit: 'count', by: 1, digits: 0 },
  seconds: { unit: 'min', by: 1 / 60, digits: 1 },
  minutes: { unit: 'min', by: 1, digits: 0 },
  share: { unit: 'percent', by: 100, digits: 1 },
  days: { unit: 'days', by: 1, digits: 1 },
  index: { unit: 'index', by: 1, digits: 2 },
};

export const shownUnit = (key: MetricKey): ShownUnit => SHOWN[METRICS[key].unit].unit;

/** The value in the unit it is shown in; null stays null. */
export const shownValue = (key: MetricKey, value: number | null): number | null =>
  value === null ? null : value * SHOWN[METRICS[key].unit].by;

export function metricText(key: MetricKey, value: number | null, locale: Locale): string {
  const shown = shownValue(key, value);
  if (shown === null) return DASH;
  const digits = SHOWN[METRICS[key].unit].digits;
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
    minimumFractionDigits: Math.abs(shown) >= 100 ? 0 : Math.min(1, digits),
  }).format(shown);
}

export const metricName = (key: MetricKey, locale: Locale): string => textOf(`metric.${key}`, {}, locale);

/** The dictionary's words about a metric, for people. */
export const metricWords = (key: MetricKey, which: 'formula' | 'leftOut', locale: Locale): string =>
  METRICS[key][which][locale === 'en' ? 'en' : 'zh'];

/** What stands behind a figure: `17,538 / 20,001`, `38` tickets, or nothing. */
export function behind(
  figure: { numerator: number | null; denominator: number | null },
  key: MetricKey,
  locale: Locale,
): string | null {
  const { numerator, denominator } = figure;
  if (numerator === null || denominator === null) return null;
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
  return METRICS[key].unit === 'seconds'
    ? `${number(numerator / 60)} ${locale === 'en' ? 'min' : '分'} / ${number(denominator)}`
    : `${number(numerator)} / ${number(denominator)}`;
}
