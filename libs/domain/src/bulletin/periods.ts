import type { BulletinDue, BulletinPeriod } from '@cockpit/contracts';
import { addDays, hallDay, instantOf } from '../hall-day';

/** Hall days, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Default due time: Monday, or the 1st, at 08:00. */
export const USUAL_DUE: BulletinDue = { day: 1, time: '08:00' };

/** Maximum number of missed periods that are made afterwards; older ones can be made by hand. */
const MAX_CATCH_UP = 12;

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
/** 0 is Monday */
const weekday = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

/** The week (from Monday) or the calendar month that contains a day. */
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

/** 同比: the same month of the year before; for weeks, the week 52 weeks before, so that weekdays match. */
export const periodYearBefore = (period: BulletinPeriod, { from }: DaySpan): DaySpan =>
  period === 'week'
    ? periodOf(period, addDays(from, -364))
    : periodOf(period, `${String(Number(from.slice(0, 4)) - 1)}${from.slice(4)}`);

export const periodAfter = (period: BulletinPeriod, { to }: DaySpan): DaySpan => periodOf(period, addDays(to, 1));

/** The latest period whose bulletin is due in the zone. @param now epoch ms */
export function periodDue(period: BulletinPeriod, now: number, timeZone: string, due = USUAL_DUE): DaySpan {
  const running = periodOf(period, hallDay(now, timeZone));
  const last = periodBefore(period, running);
  const isDue = now >= instantOf(addDays(running.from, due.day - 1), due.time, timeZone);
  return isDue ? last : periodBefore(period, last);
}

/**
 * Periods whose bulletins are missing, oldest first: those after the last scheduled one, up to the due one; only the due one if the
 * schedule has made none yet.
 * @param last first day of the last period that the schedule made
 */
export function periodsMissed(period: BulletinPeriod, due: DaySpan, last: string | null): DaySpan[] {
  if (last === null) return [due];
  const missed: DaySpan[] = [];
  for (let span = due; span.from > last && missed.length < MAX_CATCH_UP; span = periodBefore(period, span))
    missed.unshift(span);
  return missed;
}

export function daysOfSpan({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
