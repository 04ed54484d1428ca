import { message, type HallDoc, type Message } from '@cockpit/contracts';
import type { DayClasses } from './comparison';
import { holiday } from './deadline/holidays';
import { dayClock, weekdayOf } from './hall-day';
import type { Interval } from './live';

/** What a hall says of its days. */
export type HallWeek = Pick<HallDoc, 'hours' | 'closures' | 'specialDays' | 'holidays'>;

/** The hours of one hall on one day, and what decided them. */
export interface DayHours {
  /** times of the hall's clock, in order; none when it is closed */
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  readonly by: 'weekly' | 'special' | 'closure' | 'holiday' | 'make-up';
  /** why it is not as every week: what was written beside a special day, or the holiday's name; null where nobody said */
  readonly reason: string | null;
  /** 1 = Monday … 7 = Sunday: whose rosters hold, for a make-up Saturday without hours of its own is worked like a Monday */
  readonly weekday: number;
}

/**
 * The one place that says when a hall is open: a special day before everything else, then a closure, then – unless the hall says
 * that it stays open – the public holidays and make-up working days of the notices, then the hours of every week.
 */
export function hoursOfDay(hall: HallWeek, day: string, days: DayClasses): DayHours {
  const own = weekdayOf(day);
  const special = hall.specialDays?.find((one) => one.day === day);
  if (special !== undefined)
    return {
      hours: [...special.hours].sort((a, b) => (a.from < b.from ? -1 : 1)),
      by: 'special',
      reason: special.reason,
      weekday: weekdayWorked(hall.hours, own),
    };
  if (hall.closures.includes(day)) return { hours: [], by: 'closure', reason: null, weekday: own };
  const weekly = { hours: hoursOn(hall.hours, own), by: 'weekly', reason: null, weekday: own } as const;
  // a hall that has told no hours is not held to any; a twin or a benchmark is open whenever something happens
  if (hall.hours.length === 0 || hall.holidays === 'open') return weekly;
  const kind = days.classOf(day);
  if (kind.kind === 'holiday') return { hours: [], by: 'holiday', reason: kind.name, weekday: own };
  if (kind.kind !== 'make-up') return weekly;
  const weekday = weekdayWorked(hall.hours, own);
  return { hours: hoursOn(hall.hours, weekday), by: 'make-up', reason: kind.name, weekday };
}

/** Closed by way of exception, not because the hall never opens on that weekday. */
export const isClosure = ({ hours, by }: Pick<DayHours, 'hours' | 'by'>): boolean =>
  hours.length === 0 && by !== 'weekly';

/** What makes a day other than those of every week; null where nothing does. */
export function exceptionOf({ hours, by, reason }: DayHours): Message | null {
  if (by === 'weekly') return null;
  if (by === 'closure') return message('day.closure', {});
  if (by === 'special')
    return message(hours.length === 0 ? 'day.special-closed' : 'day.special-hours', { reason: reason ?? '' });
  return message(by === 'holiday' ? 'day.off' : 'day.make-up', { name: holiday(reason ?? '') });
}

/** A day with other hours than those of its week; the shifts of its rosters are cut to them. */
export const isException = ({ by }: Pick<DayHours, 'by'>): boolean => by !== 'weekly' && by !== 'make-up';

/** Opening intervals of one day, epoch ms, in order; none when it is closed. */
export function openingOf(hall: HallWeek & Pick<HallDoc, 'timeZone'>, day: string, days: DayClasses): Interval[] {
  const at = dayClock(day, hall.timeZone);
  return (
    hoursOfDay(hall, day, days)
      .hours.map(({ from, to }) => ({ from: at(from), to: at(to) }))
      // opening in the hour a clock change skips may leave nothing
      .filter((interval) => interval.from < interval.to)
  );
}

/** The weekday itself where the hall opens on it, else the first one on which it does: how a make-up day is worked. */
export function weekdayWorked(hours: HallDoc['hours'], weekday: number): number {
  const opens = (one: number): boolean => hours.some(({ days }) => days.includes(one));
  return opens(weekday) ? weekday : ([1, 2, 3, 4, 5, 6, 7].find(opens) ?? weekday);
}

const hoursOn = (hours: HallDoc['hours'], weekday: number): { from: string; to: string }[] =>
  hours
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
