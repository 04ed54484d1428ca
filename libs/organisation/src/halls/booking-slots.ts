import type { HallDoc } from '@cockpit/contracts';
import { dayClock, weekdayOf, type Interval, type OfferedSlot } from '@cockpit/domain';
import { openingOf } from './opening';

/** When a hall is open on a day, epoch ms; null for one that has told no hours. */
export const hoursOn = (hall: Pick<HallDoc, 'hours' | 'closures' | 'timeZone'>, day: string): Interval[] | null =>
  hall.hours.length === 0 && hall.closures.length === 0 ? null : openingOf(hall, day);

/** The slots a hall offers on a day, in order: none on a closure, none that reaches outside the hours of that very day. */
export function offeredSlots(
  hall: Pick<HallDoc, 'hours' | 'closures' | 'timeZone' | 'bookingSlots'>,
  day: string,
): OfferedSlot[] {
  const open = hoursOn(hall, day);
  const at = dayClock(day, hall.timeZone);
  const weekday = weekdayOf(day);
  return (hall.bookingSlots ?? [])
    .filter((segment) => segment.days.includes(weekday))
    .flatMap(({ code, queues, capacity, from, to, slotMin }) => {
      const slots: OfferedSlot[] = [];
      const [first, last, step] = [at(from), at(to), slotMin * 60_000];
      for (let start = first; start + step <= last; start += step)
        slots.push({ segment: code, queues, from: start, to: start + step, capacity });
      return slots;
    })
    .filter((slot) => open === null || open.some((stretch) => stretch.from <= slot.from && slot.to <= stretch.to))
    .sort((a, b) => a.from - b.from || (a.segment < b.segment ? -1 : 1));
}
