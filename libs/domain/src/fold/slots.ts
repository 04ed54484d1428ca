import type { BookingRow } from './booking';

/** A bookable slot: places shared by the queues of one number segment (号段). Times epoch ms. */
export interface OfferedSlot {
  segment: string;
  queues: readonly string[];
  from: number;
  to: number;
  capacity: number;
}

/** `booked` is at most the capacity; the rest is `over`. */
export interface FilledSlot extends OfferedSlot {
  booked: number;
  over: number;
}

export const BOOKING_PROBLEMS = [
  'not-created',
  'slot-unknown',
  'slot-backwards',
  'created-after-slot',
  'outside-hours',
  'no-such-slot',
  'over-capacity',
] as const;
/** Why a booking is implausible; such bookings are listed but fill no slot. */
export type BookingProblem = (typeof BOOKING_PROBLEMS)[number];

export interface SlotFill {
  slots: FilledSlot[];
  problems: Map<string, BookingProblem>;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Fill level of the slots of one hall day, and bookings that match no slot. Cancelled bookings free their place.
 * @param open opening hours of the day; null if unknown
 */
export function fillSlots(
  offered: readonly OfferedSlot[],
  bookings: Iterable<BookingRow>,
  open: readonly Stretch[] | null,
): SlotFill {
  const slots = offered.map((slot): FilledSlot => ({ ...slot, booked: 0, over: 0 }));
  const problems = new Map<string, BookingProblem>();
  // first come, first served: sorted, so that the overflow does not depend on the order of the list
  const ordered = [...bookings].sort(
    (a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.bookingId < b.bookingId ? -1 : 1),
  );
  for (const booking of ordered) {
    const problem = place(booking, slots, open);
    if (problem !== null) problems.set(booking.bookingId, problem);
  }
  return { slots, problems };
}

function place(
  booking: BookingRow,
  slots: readonly FilledSlot[],
  open: readonly Stretch[] | null,
): BookingProblem | null {
  const { slotStart, slotEnd, createdAt } = booking;
  if (slotStart === null || slotEnd === null) return 'slot-unknown';
  if (slotEnd <= slotStart) return 'slot-backwards';
  if (createdAt === null) return 'not-created';
  if (createdAt > slotStart) return 'created-after-slot';
  if (open !== null && !open.some(({ from, to }) => from <= slotStart && slotEnd <= to)) return 'outside-hours';
  if (booking.cancelledAt !== null || slots.length === 0) return null;
  const slot = slots.find(
    (other) => other.from <= slotStart && slotStart < other.to && other.queues.includes(booking.queue),
  );
  if (slot === undefined) return 'no-such-slot';
  if (slot.booked < slot.capacity) {
    slot.booked += 1;
    return null;
  }
  slot.over += 1;
  return 'over-capacity';
}
