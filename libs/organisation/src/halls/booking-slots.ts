import type { HallDoc } from '@cockpit/contracts';
import {
  dayClock,
  hoursOfDay,
  openingOf,
  type DayClasses,
  type DayHours,
  type HallWeek,
  type Interval,
  type OfferedSlot,
} from '@cockpit/domain';

type Hall = HallWeek & Pick<HallDoc, 'timeZone'>;

/** Whether it has told when it is open; one that has not is not held to anything. */
export const tellsHours = ({ hours, closures, specialDays = [] }: HallWeek): boolean =>
  hours.length + closures.length + specialDays.length > 0;

/** When a hall is open on a day, epoch ms; null for one that has told no hours. */
export const hoursOn = (hall: Hall, day: string, days: DayClasses): Interval[] | null =>
  tellsHours(hall) ? openingOf(hall, day, days) : null;

/** The slots a hall offers on a day, in order: none on a closure, none that reaches outside the hours of that very day. */
export function offeredSlots(hall: Hall & Pick<HallDoc, 'bookingSlots'>, day: string, days: DayClasses): OfferedSlot[] {
  const open = hoursOn(hall, day, days);
  const at = dayClock(day, hall.timeZone);
  const { weekday, by, hours } = hoursOfDay(hall, day, days);
  const segments = (hall.bookingSlots ?? []).filter((segment) => segment.days.includes(weekday));
  return (by === 'special' ? overWholeHours(segments, hours) : segments)
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

type Segment = NonNullable<HallDoc['bookingSlots']>[number];

/** A special opening is booked over all of its hours: the segments of each queues follow one another from opening to closing. */
function overWholeHours(segments: readonly Segment[], hours: DayHours['hours']): Segment[] {
  const [opening, closing] = [hours[0]?.from, hours.at(-1)?.to];
  if (opening === undefined || closing === undefined) return [];
  const inOrder = [...segments].sort((a, b) => (a.from < b.from ? -1 : 1));
  const queuesOf = ({ queues }: Segment): string => [...queues].sort().join();
  return inOrder.map((segment, i) => {
    const isSame = (other: Segment): boolean => queuesOf(other) === queuesOf(segment);
    return {
      ...segment,
      from: inOrder.slice(0, i).some(isSame) ? segment.from : opening,
      to: inOrder.slice(i + 1).find(isSame)?.from ?? closing,
    };
  });
}
