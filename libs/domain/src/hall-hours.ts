import { message, type HallDoc, type Message } from '@cockpit/contracts';
import type { DayClasses } from './comparison';
import { holiday } from './deadline/holidays';
import { dayClock, weekdayOf } from './hall-day';
import type { Interval } from './live';

/** The settings of a hall that decide its opening hours. */
export type HallWeek = Pick<HallDoc, 'hours' | 'closures' | 'specialDays' | 'holidays'>;

/** Hours of a hall on one day, with the setting that decided them. */
export interface DayHours {
  /** local times, in order; empty if the hall is closed */
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  readonly by: 'weekly' | 'special' | 'closure' | 'holiday' | 'make-up';
  /** reason for an exception: the note of a special day or the holiday's name; null without one */
  readonly reason: string | null;
  /** 1 = Monday … 7 = Sunday: weekday of the rosters in force; a make-up Saturday without hours of its own uses Monday */
  readonly weekday: number;
}

/**
 * The only place that decides when a hall is open. In order of precedence: special days, closures, holidays and make-up working days of the
 * notices (unless the hall stays open on them), weekly hours.
 */
export function hoursOfDay(hall: HallWeek, day: string, days: DayClasses): DayHours {
  const own = weekdayOf(day);
  const special = hall.specialDays?.find((entry) => entry.day === day);
  if (special !== undefined)
    return {
      hours: [...special.hours].sort((a, b) => (a.from < b.from ? -1 : 1)),
      by: 'special',
      reason: special.reason,
      weekday: weekdayWorked(hall.hours, own),
    };
  if (hall.closures.includes(day)) return { hours: [], by: 'closure', reason: null, weekday: own };
  const weekly = { hours: hoursOn(hall.hours, own), by: 'weekly', reason: null, weekday: own } as const;
  // a hall without any weekly hours has no schedule; a twin or a benchmark is open whenever it has events
  if (hall.hours.length === 0 || hall.holidays === 'open') return weekly;
  const kind = days.classOf(day);
  if (kind.kind === 'holiday') return { hours: [], by: 'holiday', reason: kind.name, weekday: own };
  if (kind.kind !== 'make-up') return weekly;
  const weekday = weekdayWorked(hall.hours, own);
  return { hours: hoursOn(hall.hours, weekday), by: 'make-up', reason: kind.name, weekday };
}

/** Closed by an exception, not because the hall never opens on that weekday. */
export const isClosure = ({ hours, by }: Pick<DayHours, 'hours' | 'by'>): boolean =>
  hours.length === 0 && by !== 'weekly';

/** Reason why the hours differ from the weekly ones; null if they do not. */
export function exceptionOf({ hours, by, reason }: DayHours): Message | null {
  if (by === 'weekly') return null;
  if (by === 'closure') return message('day.closure', {});
  if (by === 'special')
    return message(hours.length === 0 ? 'day.special-closed' : 'day.special-hours', { reason: reason ?? '' });
  return message(by === 'holiday' ? 'day.off' : 'day.make-up', { name: holiday(reason ?? '') });
}

/** Whether the hours differ from those of the weekday; roster shifts are cut to them. */
export const isException = ({ by }: Pick<DayHours, 'by'>): boolean => by !== 'weekly' && by !== 'make-up';

/** Opening intervals of a day, epoch ms, in order; empty if the hall is closed. */
export function openingOf(hall: HallWeek & Pick<HallDoc, 'timeZone'>, day: string, days: DayClasses): Interval[] {
  const at = dayClock(day, hall.timeZone);
  return (
    hoursOfDay(hall, day, days)
      .hours.map(({ from, to }) => ({ from: at(from), to: at(to) }))
      // an opening within the hour that a clock change skips may be empty
      .filter((interval) => interval.from < interval.to)
  );
}

/** The weekday if the hall opens on it, else the first weekday on which it opens; decides the hours of a make-up day. */
export function weekdayWorked(hours: HallDoc['hours'], weekday: number): number {
  const opens = (weekdayNumber: number): boolean => hours.some(({ days }) => days.includes(weekdayNumber));
  return opens(weekday) ? weekday : ([1, 2, 3, 4, 5, 6, 7].find(opens) ?? weekday);
}

const hoursOn = (hours: HallDoc['hours'], weekday: number): { from: string; to: string }[] =>
  hours
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
