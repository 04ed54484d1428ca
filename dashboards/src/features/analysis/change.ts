import { METRICS, type DaysMatched, type MetricKey } from '@cockpit/contracts';

export interface Change {
  /** in the metric's shown unit for shares (percentage points), else a share of the former value */ amount: number;
  unit: 'points' | 'percent';
  tone: 'good' | 'bad' | null;
}

/** How a figure changed: shares in percentage points, everything else in percent of what it was; null where either is missing. */
export function changeOf(key: MetricKey, now: number | null, then: number | null): Change | null {
  if (now === null || then === null) return null;
  const isShare = METRICS[key].unit === 'share';
  if (!isShare && then === 0) return null;
  const amount = isShare ? (now - then) * 100 : ((now - then) / then) * 100;
  const rounded = Math.round(amount * 10) / 10;
  const { better } = METRICS[key];
  const tone = better === null || rounded === 0 ? null : rounded > 0 === (better === 'more') ? 'good' : 'bad';
  return { amount: rounded + 0, unit: isShare ? 'points' : 'percent', tone };
}

/** A change is told when half of the days with data have a counterpart: one day tells nothing of a month. */
export const isComparable = ({ known, matched }: Pick<DaysMatched, 'known' | 'matched'>): boolean =>
  matched > 0 && matched * 2 >= known;

/** `+3.2%`, `−1.5 pp`, `0%`, with a real minus sign. */
export function changeText({ amount, unit }: Change): string {
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : '';
  return `${sign}${String(Math.abs(amount))}${unit === 'points' ? ' pp' : '%'}`;
}
