import { inOrder, readInstant, type BookingEvent } from './events';
import { hallDay } from '../hall-day';

const DAY_MS = 86_400_000;

/** One booking of a slot. Times epoch ms; null if the source has not reported the value. */
export interface BookingRow {
  hall: string;
  bookingId: string;
  queue: string;
  item: string | null;
  createdAt: number | null;
  cancelledAt: number | null;
  slotStart: number | null;
  slotEnd: number | null;
  /** slot start − created, in days; null for a booking made after its slot started */
  leadDays: number | null;
  /** time that decides the hall day: the slot's start, else the first event */
  dayAt: number;
}

/**
 * Folds the events of a booking, in any order and repetition; null without events. The last creation gives the slot of a moved booking;
 * earlier cancellations do not affect it.
 */
export function foldBooking(events: Iterable<BookingEvent>): BookingRow | null {
  const ordered = inOrder(events);
  const [first] = ordered;
  if (first === undefined) return null;
  const created = ordered.filter((event) => event.type === 'hall.booking.created');
  const cancelled = ordered.filter((event) => event.type === 'hall.booking.cancelled');
  const standing = created.at(-1);
  // without its creation event, only a cancellation can name the slot
  const data = standing?.data ?? cancelled.find(({ data }) => data.slotStart !== undefined)?.data ?? first.data;
  const slotStart = readInstant(data.slotStart);
  const createdAt = created.find(({ data }) => readInstant(data.slotStart) === slotStart)?.time ?? null;
  return {
    hall: first.data.hallId,
    bookingId: first.data.bookingId,
    queue: data.queue ?? '',
    item: data.item ?? null,
    createdAt,
    cancelledAt: cancelled.find(({ time }) => time >= (standing?.time ?? -Infinity))?.time ?? null,
    slotStart,
    slotEnd: readInstant(data.slotEnd),
    leadDays:
      slotStart === null || createdAt === null || createdAt > slotStart ? null : (slotStart - createdAt) / DAY_MS,
    dayAt: slotStart ?? first.time,
  };
}

/** All hall days that may have a row of this booking, now or from an earlier state. */
export function bookingDays(events: Iterable<BookingEvent>, timeZone: string): string[] {
  const times = [...events].flatMap(({ time, data }) => [time, readInstant(data.slotStart) ?? time]);
  return [...new Set(times.map((time) => hallDay(time, timeZone)))];
}
