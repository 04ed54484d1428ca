import type { MetricDefinition } from './metrics';
import { textOf } from './words';
import { METRICS, type MetricKey } from './metrics';

/** Units as people read them: seconds of waiting are read in minutes, shares in percent. */
export type ShownUnit = 'count' | 'min' | 'percent' | 'days' | 'index';
const SHOWN: Record<MetricDefinition['unit'], { unit: ShownUnit; by: number; digits: number }> = {
  count: { unit: 'count', by: 1, digits: 0 },
  seconds: { unit: 'min', by: 1 / 60, digits: 1 },
  minutes: { unit: 'min', by: 1, digits: 0 },
  share: { unit: 'percent', by: 100, digits: 1 },
  days: { unit: 'days', by: 1, digits: 1 },
  index: { unit: 'index', by: 1, digits: 2 },
};

/** What stands where there is no figure. */
export const NO_FIGURE = '—';

export const shownUnit = (key: MetricKey): ShownUnit => SHOWN[METRICS[key].unit].unit;

/** The value in the unit it is shown in; null stays null. */
export const shownValue = (key: MetricKey, value: number | null): number | null =>
  value === null ? null : value * SHOWN[METRICS[key].unit].by;

/** Digits after the point of a figure of this metric; from 100 on as few as its value has. */
export const shownDigits = (key: MetricKey): number => SHOWN[METRICS[key].unit].digits;

/** The figure as it is printed, without its unit: the same digits wherever it stands. */
export function metricText(key: MetricKey, value: number | null, locale: 'zh-CN' | 'en'): string {
  const shown = shownValue(key, value);
  if (shown === null || !Number.isFinite(shown)) return NO_FIGURE;
  const digits = shownDigits(key);
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
    minimumFractionDigits: Math.abs(shown) >= 100 ? 0 : Math.min(1, digits),
  }).format(shown);
}

export const metricName = (key: MetricKey, locale: 'zh-CN' | 'en'): string => textOf(`metric.${key}`, {}, locale);
