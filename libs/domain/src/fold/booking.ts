import { inOrder, readInstant, type BookingEvent } from './events';
import { hallDay } from '../hall-day';

const DAY_MS = 86_400_000;

/** One booking of a slot. Times epoch ms; null where the source has not (yet) said. */
export interface BookingRow {
  hall: string;
  bookingId: string;
  queue: string;
  item: string | null;
  createdAt: number | null;
  cancelledAt: number | null;
  slotStart: number | null;
  slotEnd: number | null;
  /** slot start − created, in days; null when the booking says it was made after its slot had begun */
  leadDays: number | null;
  /** decides the hall day: the slot's start, else the first word about it */
  dayAt: number;
}

/**
 * The booking that a set of events tells, in whatever order and repetition; null when there is none. Where it was moved the
 * last creation says where to; a cancellation said before that does not touch it any more.
 */
export function foldBooking(events: Iterable<BookingEvent>): BookingRow | null {
  const ordered = inOrder(events);
  const [first] = ordered;
  if (first === undefined) return null;
  const created = ordered.filter((event) => event.type === 'hall.booking.created');
  const cancelled = ordered.filter((event) => event.type === 'hall.booking.cancelled');
  const standing = created.at(-1);
  // of a booking whose creation never came only its cancellation can tell what it was for
  const told = standing?.data ?? cancelled.find(({ data }) => data.slotStart !== undefined)?.data ?? first.data;
  const slotStart = readInstant(told.slotStart);
  const createdAt = created.find(({ data }) => readInstant(data.slotStart) === slotStart)?.time ?? null;
  return {
    hall: first.data.hallId,
    bookingId: first.data.bookingId,
    queue: told.queue ?? '',
    item: told.item ?? null,
    createdAt,
    cancelledAt: cancelled.find(({ time }) => time >= (standing?.time ?? -Infinity))?.time ?? null,
    slotStart,
    slotEnd: readInstant(told.slotEnd),
    leadDays:
      slotStart === null || createdAt === null || createdAt > slotStart ? null : (slotStart - createdAt) / DAY_MS,
    dayAt: slotStart ?? first.time,
  };
}

/** Every hall day under which a row of this booking may stand, now or as it was told before. */
export function bookingDays(events: Iterable<BookingEvent>, timeZone: string): string[] {
  const times = [...events].flatMap(({ time, data }) => [time, readInstant(data.slotStart) ?? time]);
  return [...new Set(times.map((time) => hallDay(time, timeZone)))];
}
