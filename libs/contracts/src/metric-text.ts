import type { MetricDefinition } from './metrics';
import { textOf } from './words';
import { METRICS, type MetricKey } from './metrics';

/** Units for readers: waits in minutes, shares in percent. */
export type ShownUnit = 'count' | 'min' | 'percent' | 'days' | 'index';
const SHOWN: Record<MetricDefinition['unit'], { unit: ShownUnit; by: number; digits: number }> = {
  count: { unit: 'count', by: 1, digits: 0 },
  seconds: { unit: 'min', by: 1 / 60, digits: 1 },
  minutes: { unit: 'min', by: 1, digits: 0 },
  share: { unit: 'percent', by: 100, digits: 1 },
  days: { unit: 'days', by: 1, digits: 1 },
  index: { unit: 'index', by: 1, digits: 2 },
};

/** Shown for a missing figure. */
export const NO_FIGURE = '—';

export const shownUnit = (key: MetricKey): ShownUnit => SHOWN[METRICS[key].unit].unit;

/** The value in its shown unit; null stays null. */
export const shownValue = (key: MetricKey, value: number | null): number | null =>
  value === null ? null : value * SHOWN[METRICS[key].unit].by;

/** Decimals of a metric's figures; from 100 on, only those that the value has. */
export const shownDigits = (key: MetricKey): number => SHOWN[METRICS[key].unit].digits;

/** The figure as printed, without unit; the digits are the same everywhere. */
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
