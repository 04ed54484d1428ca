import type { HallDoc } from '@cockpit/contracts';
import type { Interval } from '@cockpit/domain';
import { DateTime } from 'luxon';

/**
 * Epoch ms of a time of day on the hall's clock. Across a clock change the wall is right, not the arithmetic: 08:30 is
 * 08:30. A time that the change skips is the same distance after midnight would have been; `24:00` is the next midnight.
 */
export function instantOf(day: string, time: string, zone: string): number {
  const midnight = DateTime.fromISO(day, { zone });
  if (time === '24:00') return midnight.plus({ days: 1 }).startOf('day').toMillis();
  return midnight.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) }).toMillis();
}

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
  return hall.hours
    .filter((hours) => hours.days.includes(weekday))
    .map((hours) => ({ from: instantOf(day, hours.from, hall.timeZone), to: instantOf(day, hours.to, hall.timeZone) }))
    // opening in the hour a clock change skips may leave nothing
    .filter((interval) => interval.from < interval.to)
    .sort((a, b) => a.from - b.from);
}
