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

/** False for a hall without any hours; such a hall is not checked against hours. */
export const tellsHours = ({ hours, closures, specialDays = [] }: HallWeek): boolean =>
  hours.length + closures.length + specialDays.length > 0;

/** Opening intervals of a day, epoch ms; null for a hall without any hours. */
export const hoursOn = (hall: Hall, day: string, days: DayClasses): Interval[] | null =>
  tellsHours(hall) ? openingOf(hall, day, days) : null;

/** The booking slots of a day in order; slots outside the hours of the day are left out. */
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
    .filter((slot) => open === null || open.some((interval) => interval.from <= slot.from && slot.to <= interval.to))
    .sort((a, b) => a.from - b.from || (a.segment < b.segment ? -1 : 1));
}

type Segment = NonNullable<HallDoc['bookingSlots']>[number];

/** On a special day, the segments of each set of queues cover all hours from opening to closing. */
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
