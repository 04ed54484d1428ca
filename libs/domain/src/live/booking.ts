import { foldBooking, type BookingRow } from '../fold/booking';
import type { BookingEvent } from '../fold/events';

/** What was told of one booking, as it is written: key · time · type · data. */
export type BookingFact = readonly [key: string, time: number, type: BookingEvent['type'], data: BookingEvent['data']];

/** The bookings a hall was told of on its day. They are folded by the same rule as their table, and only when somebody asks. */
export class BookingsLive {
  private readonly told = new Map<string, BookingFact>();

  add(fact: BookingFact): void {
    if (!this.told.has(fact[0])) this.told.set(fact[0], fact);
  }

  /** in the order of their keys */
  get facts(): BookingFact[] {
    return [...this.told.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** in the order of their ids */
  rows(): BookingRow[] {
    const byId = new Map<string, BookingEvent[]>();
    for (const fact of this.told.values()) {
      const event = eventOf(fact);
      const own = byId.get(event.data.bookingId);
      if (own === undefined) byId.set(event.data.bookingId, [event]);
      else own.push(event);
    }
    return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, events]) => foldBooking(events) ?? []);
  }

  remove(key: string): void {
    this.told.delete(key);
  }
}

const eventOf = ([key, time, type, data]: BookingFact): BookingEvent =>
  ({ id: key, identity: key, time, type, data }) as BookingEvent;
