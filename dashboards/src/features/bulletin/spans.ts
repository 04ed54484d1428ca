import type { BulletinPeriod, BulletinSummary } from '@cockpit/contracts';
import { daysAfter, type Period } from '../figures/period';

const MOST = 12;

/** The weeks from Monday, or the calendar months, that are over on a day; the last one first. */
export function spansOver(period: BulletinPeriod, today: string): Period[] {
  const spans: Period[] = [];
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  let next = period === 'week' ? daysAfter(today, -weekday) : `${today.slice(0, 7)}-01`;
  while (spans.length < MOST) {
    const to = daysAfter(next, -1);
    next = period === 'week' ? daysAfter(next, -7) : `${to.slice(0, 7)}-01`;
    spans.push({ from: next, to });
  }
  return spans;
}

/** Whether a place, or the bureau, has its bulletin of that time. */
export const isMade = (
  made: readonly Pick<BulletinSummary, 'place' | 'period' | 'from'>[],
  wanted: Pick<BulletinSummary, 'place' | 'period' | 'from'>,
): boolean =>
  made.some(({ place, period, from }) => place === wanted.place && period === wanted.period && from === wanted.from);
