import type { BulletinPeriod } from '@cockpit/contracts';
import { addDays, hallDay, hallDayStart } from '../hall-day';

/** Hall days, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** When a bulletin falls due, on the first day after its period. */
const DUE_HOUR_MS = 8 * 3_600_000;

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
/** 0 is Monday */
const weekday = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

/** The week from Monday, or the calendar month, that a day lies in. */
export function periodOf(period: BulletinPeriod, day: string): DaySpan {
  if (period === 'week') {
    const from = addDays(day, -weekday(day));
    return { from, to: addDays(from, 6) };
  }
  const from = monthStart(day);
  return { from, to: addDays(monthStart(addDays(from, 31)), -1) };
}

/** 环比: the week or month directly before. */
export const periodBefore = (period: BulletinPeriod, { from }: DaySpan): DaySpan => periodOf(period, addDays(from, -1));

/** 同比: the same month a year ago; of weeks the one 52 weeks ago, so that weekdays stand beside the same weekdays. */
export const periodYearBefore = (period: BulletinPeriod, { from }: DaySpan): DaySpan =>
  period === 'week'
    ? periodOf(period, addDays(from, -364))
    : periodOf(period, `${String(Number(from.slice(0, 4)) - 1)}${from.slice(4)}`);

export const periodAfter = (period: BulletinPeriod, { to }: DaySpan): DaySpan => periodOf(period, addDays(to, 1));

/** The latest period whose bulletin is due: from Monday 08:00, or 08:00 on the 1st, in the zone. @param now epoch ms */
export function periodDue(period: BulletinPeriod, now: number, timeZone: string): DaySpan {
  const running = periodOf(period, hallDay(now, timeZone));
  const last = periodBefore(period, running);
  const isDue = now >= hallDayStart(running.from, timeZone) + DUE_HOUR_MS;
  return isDue ? last : periodBefore(period, last);
}

export function daysOfSpan({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
