import type { HallDoc } from '@cockpit/contracts';
import { dayClock, weekdayOf, type Interval } from '@cockpit/domain';

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
