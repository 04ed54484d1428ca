import { foldBooking, type BookingRow } from '../fold/booking';
import type { BookingEvent } from '../fold/events';

/** An event of one booking as it is stored: key · time · type · data. */
export type BookingFact = readonly [key: string, time: number, type: BookingEvent['type'], data: BookingEvent['data']];

/** Bookings of a hall's day. They use the fold of their table, and only when they are read. */
export class BookingsLive {
  private readonly factsByKey = new Map<string, BookingFact>();

  add(fact: BookingFact): void {
    if (!this.factsByKey.has(fact[0])) this.factsByKey.set(fact[0], fact);
  }

  /** ordered by key */
  get facts(): BookingFact[] {
    return [...this.factsByKey.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** ordered by id */
  rows(): BookingRow[] {
    const byId = new Map<string, BookingEvent[]>();
    for (const fact of this.factsByKey.values()) {
      const event = eventOf(fact);
      const own = byId.get(event.data.bookingId);
      if (own === undefined) byId.set(event.data.bookingId, [event]);
      else own.push(event);
    }
    return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, events]) => foldBooking(events) ?? []);
  }

  remove(key: string): void {
    this.factsByKey.delete(key);
  }
}

const eventOf = ([key, time, type, data]: BookingFact): BookingEvent =>
  ({ id: key, identity: key, time, type, data }) as BookingEvent;
