import type { HallDoc } from '@cockpit/contracts';
import type { Interval } from '@cockpit/domain';
import { DateTime } from 'luxon';

/**
 * Turns times of a day on the hall's clock into epoch ms. Across a clock change the wall is right, not the arithmetic: 08:30
 * is 08:30. A time that the change skips falls as much later; `24:00` is the next midnight.
 */
export function dayClock(day: string, zone: string): (time: string) => number {
  const midnight = DateTime.fromISO(day, { zone });
  // a hall's day asks for the same dozen times again and again, and a zone is slow to look up
  const known = new Map<string, number>([['24:00', midnight.plus({ days: 1 }).startOf('day').toMillis()]]);
  return (time) => {
    const before = known.get(time);
    if (before !== undefined) return before;
    const instant = midnight.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) }).toMillis();
    known.set(time, instant);
    return instant;
  };
}

/** Epoch ms of one time of a day on the hall's clock; see dayClock. */
export const instantOf = (day: string, time: string, zone: string): number => dayClock(day, zone)(time);

/** The hall day an instant falls on, `YYYY-MM-DD`. */
export function hallDay(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return DateTime.fromISO(day, { zone: 'utc' }).weekday;
}

/** Opening intervals of one day, epoch ms, in order; none on a closure. */
export function openingOf(hall: Pick<HallDoc, 'hours' | 'closures' | 'timeZone'>, day: string): Interval[] {
  if (hall.closures.includes(day)) return [];
  const weekday = weekdayOf(day);
  const at = dayClock(day, hall.timeZone);
  return (
    hall.hours
      .filter((hours) => hours.days.includes(weekday))
      .map((hours) => ({ from: at(hours.from), to: at(hours.to) }))
      // opening in the hour a clock change skips may leave nothing
      .filter((interval) => interval.from < interval.to)
      .sort((a, b) => a.from - b.from)
  );
}
