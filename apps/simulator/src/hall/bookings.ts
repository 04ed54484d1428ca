import type { HallDoc, HallEvent } from '@cockpit/contracts';
import type { DayClasses } from '@cockpit/domain';
import { offeredSlots } from '@cockpit/organisation';
import { Draw } from '../network/random';
import type { HallPlan } from './plan';
import type { PlannedBooking } from './planned-booking';

const DAY_MS = 86_400_000;
const MINUTE = 60_000;
/**
 * Share of visitors with a booking where slots are left, and chances per slot of a missed and of a cancelled booking.
 */
const BOOKED = 0.24;
const MISSED = 0.3;
const GIVEN_BACK = 0.35;
const DAYS_AHEAD = 7;

/** Bookings of a day: visitors of the plan while slots last, and some people who will not come. */
export function planBookings(
  hall: HallDoc,
  plan: Pick<HallPlan, 'date' | 'day' | 'names' | 'queues' | 'items'>,
  days: DayClasses,
): PlannedBooking[] {
  const slots = offeredSlots(hall, plan.date, days).map((slot) => ({ ...slot, left: slot.capacity }));
  // A twin has its original's number and so the same visitors with bookings.
  const draw = new Draw(Number(plan.date.replaceAll('-', '')) + plan.day.day * 7919);
  const bookings: PlannedBooking[] = [];
  const book = (
    slot: (typeof slots)[number],
    queue: string,
    item: string | undefined,
    ticket: number | null,
    isGivenBack = false,
  ): void => {
    // At the latest the evening before: the booking system sends its events in the morning.
    const createdAt = Math.round((slot.from - (0.75 + (DAYS_AHEAD - 1) * draw.next() ** 2) * DAY_MS) / MINUTE) * MINUTE;
    const cancelledAt = isGivenBack
      ? Math.round((createdAt + draw.next() * (slot.from - createdAt)) / MINUTE) * MINUTE
      : null;
    if (!isGivenBack) slot.left -= 1;
    const bookingId = `BK${plan.date.replaceAll('-', '')}-${String(bookings.length + 1).padStart(4, '0')}`;
    bookings.push({ bookingId, queue, item, slotStart: slot.from, slotEnd: slot.to, createdAt, cancelledAt, ticket });
  };
  for (const ticket of plan.day.tickets) {
    if (draw.next() >= BOOKED) continue;
    const time = plan.names.opening + ticket.issuedMin * MINUTE;
    const queue = plan.names.queue(ticket.branch);
    const slot = slots.find(
      (candidate) =>
        candidate.from <= time && time < candidate.to && candidate.left > 0 && candidate.queues.includes(queue),
    );
    if (slot !== undefined) book(slot, queue, plan.items[ticket.branch]?.[ticket.item], ticket.id);
  }
  for (const slot of slots) {
    const queue = draw.pick(slot.queues);
    const item = plan.items[plan.queues.indexOf(queue)]?.[0];
    if (draw.next() < MISSED && slot.left > 0) book(slot, queue, item, null);
    if (draw.next() < GIVEN_BACK) book(slot, queue, item, null, true);
  }
  return bookings;
}

/** Events of the booking system in order of time. */
export function bookingEvents({
  names,
  date,
  bookings = [],
}: Pick<HallPlan, 'names' | 'date' | 'bookings'>): HallEvent[] {
  const tag = date.replaceAll('-', '');
  const events = bookings.flatMap(
    ({ bookingId, queue, item, slotStart, slotEnd, createdAt, cancelledAt }): HallEvent[] => {
      const data = {
        hallId: names.hall,
        bookingId,
        queue,
        ...(item === undefined ? {} : { item }),
        slotStart: iso(slotStart),
        slotEnd: iso(slotEnd),
      };
      const created: HallEvent = { id: `${tag}/bk/${bookingId}`, type: 'hall.booking.created', time: createdAt, data };
      return cancelledAt === null
        ? [created]
        : [
            created,
            {
              id: `${tag}/bx/${bookingId}`,
              type: 'hall.booking.cancelled',
              time: cancelledAt,
              data: { hallId: names.hall, bookingId },
            },
          ];
    },
  );
  return events.sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

const iso = (time: number): string => new Date(time).toISOString();
