import type { ClickHouseClient } from '@clickhouse/client';
import type { BookedSlot, Booking } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { fillSlots, type BookingRow, type SlotFill } from '@cockpit/domain';
import { HallClock, OrganisationService, hoursOn, offeredSlots } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';

const Ms = z.coerce.number().nullable();
const Stored = z.object({
  bookingId: z.string(),
  queue: z.string(),
  item: z.string().nullable(),
  createdAt: Ms,
  cancelledAt: Ms,
  slotStart: Ms,
  slotEnd: Ms,
  leadDays: z.number().nullable(),
});
const Ticket = z.object({ bookingId: z.string(), ticketId: z.string() });

interface HallDayBookings {
  rows: BookingRow[];
  tickets: Map<string, string>;
  fill: SlotFill;
  now: number;
}

/** Bookings of one hall day, held against what the hall offered and when it was open that day. */
@Injectable()
export class BookingReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
  ) {}

  /** @throws AppError 404 `unknown-hall` */
  async bookings(hall: string, day: string): Promise<Booking[]> {
    const { rows, tickets, fill, now } = await this.read(hall, day);
    return rows.map((row) => ({
      bookingId: row.bookingId,
      queue: row.queue,
      item: row.item,
      createdAt: iso(row.createdAt),
      cancelledAt: iso(row.cancelledAt),
      slotStart: iso(row.slotStart),
      slotEnd: iso(row.slotEnd),
      leadDays: row.leadDays,
      state: stateOf(row, tickets.has(row.bookingId), now),
      ticketId: tickets.get(row.bookingId) ?? null,
      problem: fill.problems.get(row.bookingId) ?? null,
    }));
  }

  /** @throws AppError 404 `unknown-hall` */
  async slots(hall: string, day: string): Promise<BookedSlot[]> {
    const { fill } = await this.read(hall, day);
    return fill.slots.map((slot) => ({
      ...slot,
      queues: [...slot.queues],
      from: new Date(slot.from).toISOString(),
      to: new Date(slot.to).toISOString(),
    }));
  }

  private async read(hall: string, day: string): Promise<HallDayBookings> {
    const { doc } = await this.organisation.hall(hall, day);
    const [days, stored, tickets, now] = await Promise.all([
      this.organisation.days(),
      selectRows(this.client, {
        label: 'warehouse.bookings',
        params: { hall, day },
        row: Stored,
        sql: `SELECT booking_id AS bookingId, queue, item, toUnixTimestamp64Milli(created_at) AS createdAt, toUnixTimestamp64Milli(cancelled_at) AS cancelledAt,
            toUnixTimestamp64Milli(slot_start) AS slotStart, toUnixTimestamp64Milli(slot_end) AS slotEnd, lead_days AS leadDays
          FROM booking FINAL WHERE hall = {hall:String} AND day = {day:Date}`,
      }),
      // who comes on another day with it has still come
      selectRows(this.client, {
        label: 'warehouse.booked-visits',
        params: { hall, day },
        row: Ticket,
        sql: `SELECT assumeNotNull(booking_id) AS bookingId, argMin(ticket_id, issued_at) AS ticketId FROM visit FINAL
          WHERE hall = {hall:String} AND day BETWEEN {day:Date} - 1 AND {day:Date} + 1 AND isNotNull(booking_id) AND isNotNull(issued_at) GROUP BY booking_id`,
      }),
      this.hallClock.now(doc.code),
    ]);
    const rows = stored.map((row): BookingRow => ({ ...row, hall, dayAt: row.slotStart ?? 0 }));
    return {
      rows,
      tickets: new Map(tickets.map(({ bookingId, ticketId }) => [bookingId, ticketId])),
      fill: fillSlots(offeredSlots(doc, day, days), rows, hoursOn(doc, day, days)),
      now,
    };
  }
}

function stateOf({ cancelledAt, slotEnd }: BookingRow, hasCome: boolean, now: number): Booking['state'] {
  if (hasCome) return 'attended';
  if (cancelledAt !== null) return 'cancelled';
  return slotEnd !== null && slotEnd <= now ? 'missed' : 'booked';
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
