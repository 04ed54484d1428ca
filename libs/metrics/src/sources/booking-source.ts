import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { addDays, fillSlots, weekdayOf } from '@cockpit/domain';
import { hoursOn, offeredSlots } from '@cockpit/organisation';
import { bind, CLICKHOUSE_READER, selectRows, sql } from '@cockpit/platform';
import { z } from 'zod';
import { daysBetween, groupsOf, type Ask, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { and, groupedBy, named, narrowed, type Columns, type MetricSource } from './source';
import { sums, within } from './table-source';
import { nowSql } from './visit-grounds';

const KEYS = ['booking_lead_days', 'slot_fill', 'booking_no_show'] as const satisfies readonly MetricKey[];
const Ms = z.coerce.number().nullable();
const Booking = z.object({
  hall: z.string(),
  day: z.string(),
  bookingId: z.string(),
  queue: z.string(),
  createdAt: Ms,
  cancelledAt: Ms,
  slotStart: Ms,
  slotEnd: Ms,
});

const columns = (zone: string): Columns => ({
  day: sql`toString(day)`,
  weekday: sql`toString(toDayOfWeek(day))`,
  queue: sql`toString(queue)`,
  item: sql`ifNull(item, '')`,
  hour: sql`if(isNull(slot_start), '', leftPad(toString(toHour(toTimeZone(assumeNotNull(slot_start), ${bind.text(zone)}))), 2, '0'))`,
});

/** Bookings by the hall day of their slots. */
@Injectable()
export class BookingSource implements MetricSource {
  readonly keys = KEYS;

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        key === 'slot_fill' ? this.fill(ask, group, plans) : this.ofGroup(key, ask, group),
      ),
    );
    return named(rows.flat(), ask, plans, columns(''));
  }

  private ofGroup(key: MetricKey, ask: Ask, group: HallGroup): Promise<Row[]> {
    const part = groupedBy(ask.by, columns(group.zone));
    const only = and(narrowed(ask, columns(group.zone)));
    if (key === 'booking_lead_days') {
      return sums(
        this.client,
        'metrics.booking-lead',
        sql`SELECT hall, ${part} AS part, sum(ifNull(lead_days, 0)) AS n, countIf(isNotNull(lead_days)) AS d FROM booking FINAL WHERE ${within(group)}${only} GROUP BY hall, part`,
      );
    }
    const now = nowSql(group.halls);
    const attended = sql`SELECT hall, assumeNotNull(booking_id) FROM visit FINAL WHERE ${within({ ...group, first: addDays(group.first, -1), last: addDays(group.last, 1) })} AND isNotNull(booking_id) AND isNotNull(issued_at)`;
    return sums(
      this.client,
      'metrics.booking-no-show',
      sql`
      SELECT hall, ${part} AS part, countIf((hall, booking_id) NOT IN (${attended})) AS n, count() AS d FROM booking FINAL
      WHERE ${within(group)} AND isNotNull(created_at) AND isNull(cancelled_at) AND ifNull(toUnixTimestamp64Milli(slot_end) <= ${now}, 0)${only} GROUP BY hall, part`,
    );
  }

  /** Computed per hall day, because slots come from the hall's plan. */
  private async fill(ask: Ask, group: HallGroup, plans: PlanBook): Promise<Row[]> {
    const bookings = await selectRows(this.client, {
      label: 'metrics.bookings',
      row: Booking,
      sql: sql`SELECT hall, toString(day) AS day, booking_id AS bookingId, queue, toUnixTimestamp64Milli(created_at) AS createdAt, toUnixTimestamp64Milli(cancelled_at) AS cancelledAt,
        toUnixTimestamp64Milli(slot_start) AS slotStart, toUnixTimestamp64Milli(slot_end) AS slotEnd FROM (SELECT * FROM booking FINAL WHERE ${within(group)})`,
    });
    const byDay = new Map<string, (typeof bookings)[number][]>();
    for (const booking of bookings)
      byDay.set(`${booking.day} ${booking.hall}`, [...(byDay.get(`${booking.day} ${booking.hall}`) ?? []), booking]);
    return group.halls.flatMap(({ doc }) =>
      daysBetween(group.first, group.last).flatMap((day): Row[] => {
        const hall = plans.hall(doc.code, day);
        if (hall === undefined) return [];
        const offered = offeredSlots(hall, day, plans.days);
        if (offered.length === 0) return [];
        const own = (byDay.get(`${day} ${doc.code}`) ?? []).map((booking) => ({
          ...booking,
          item: null,
          leadDays: null,
          dayAt: booking.slotStart ?? 0,
        }));
        const { slots } = fillSlots(offered, own, hoursOn(hall, day, plans.days));
        const by = ask.by === 'day' ? day : ask.by === 'weekday' ? String(weekdayOf(day)) : '';
        return [
          {
            hall: doc.code,
            by,
            n: slots.reduce((sum, slot) => sum + slot.booked, 0),
            d: slots.reduce((sum, slot) => sum + slot.capacity, 0),
          },
        ];
      }),
    );
  }
}
