import type { ClickHouseClient } from '@clickhouse/client';
import type { BookedSlot, Booking, BookingOutlook } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  addDays,
  fillSlots,
  hallDay,
  LEAD_DAYS,
  leadOf,
  showRates,
  type BookingRow,
  type SlotFill,
} from '@cockpit/domain';
import { HallClock, OrganisationService, hoursOn, offeredSlots } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { ArrivalHistoryReader } from './arrival-history';

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
/** Number of shown days including today, and number of past days for show rates. */
const SHOWN_DAYS = 8;
const PAST_DAYS = 28;
const Ticket = z.object({ bookingId: z.string(), ticketId: z.string() });

interface HallDayBookings {
  rows: BookingRow[];
  tickets: Map<string, string>;
  fill: SlotFill;
  now: number;
}

/** Bookings of one hall day, compared with the hall's offer and opening hours of that day. */
@Injectable()
export class BookingReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
    private readonly history: ArrivalHistoryReader,
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
    return slotsOf((await this.read(hall, day)).fill);
  }

  /**
   * Bookings of today and the next days.
   * @throws AppError 404 `unknown-hall`
   */
  async outlook(hall: string): Promise<BookingOutlook> {
    const { code, timeZone } = (await this.organisation.hall(hall)).doc;
    const today = hallDay(await this.hallClock.now(code), timeZone);
    const [{ past }, days] = await Promise.all([
      this.history.bookings(code, PAST_DAYS, today, timeZone),
      Promise.all(Array.from({ length: SHOWN_DAYS }, (_, ahead) => this.read(hall, addDays(today, ahead)))),
    ]);
    const rates = showRates(past);
    return {
      today,
      timeZone,
      pastDays: PAST_DAYS,
      leads: LEAD_DAYS.map((fromDays, lead) => {
        const sameLead = past.filter((booking) => booking.lead === lead);
        const sum = (field: 'booked' | 'came'): number => sameLead.reduce((total, item) => total + item[field], 0);
        return { fromDays, booked: sum('booked'), came: sum('came'), showRate: rates[lead] ?? 1 };
      }),
      days: days.map(({ rows, fill }, ahead) => {
        const valid = rows.filter(({ cancelledAt, slotStart }) => cancelledAt === null && slotStart !== null);
        const slots = slotsOf(fill);
        const sum = (field: 'capacity' | 'booked' | 'over'): number =>
          slots.reduce((total, slot) => total + slot[field], 0);
        return {
          day: addDays(today, ahead),
          offered: sum('capacity'),
          booked: sum('booked'),
          over: sum('over'),
          standing: valid.length,
          expected: valid.reduce((expected, { leadDays }) => expected + (rates[leadOf(leadDays)] ?? 1), 0),
          slots,
        };
      }),
    };
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
      // a visit on another day still counts as shown up
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

const slotsOf = ({ slots }: SlotFill): BookedSlot[] =>
  slots.map((slot) => ({
    ...slot,
    queues: [...slot.queues],
    from: new Date(slot.from).toISOString(),
    to: new Date(slot.to).toISOString(),
  }));

function stateOf({ cancelledAt, slotEnd }: BookingRow, hasArrived: boolean, now: number): Booking['state'] {
  if (hasArrived) return 'attended';
  if (cancelledAt !== null) return 'cancelled';
  return slotEnd !== null && slotEnd <= now ? 'missed' : 'booked';
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
