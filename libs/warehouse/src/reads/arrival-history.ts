import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { leadOf, type BookingHistory } from '@cockpit/domain';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';

const SLOT_MIN = 30;

/** Arrivals and services of a hall on past days, the input of forecasts. */
export interface ArrivalHistory {
  slotMin: typeof SLOT_MIN;
  /** per hall day and queue: tickets issued per half hour of the hall's clock, 48 numbers from 00:00 */
  arrivals: { day: string; queue: string; slots: number[] }[];
  /** per queue, and per queue and item: finished services, mean in minutes and coefficient of variation */
  service: { queue: string; item: string | null; n: number; meanMin: number; cv: number }[];
  /** per queue: tickets called, and those not present */
  noShows: { queue: string; called: number; noShows: number }[];
}

const Arrivals = z.object({ day: z.string(), queue: z.string(), slot: z.number(), count: z.coerce.number() });
const Service = z.object({
  queue: z.string(),
  item: z.string().nullable(),
  n: z.coerce.number(),
  meanMin: z.number(),
  cv: z.number(),
});
const NoShows = z.object({ queue: z.string(), called: z.coerce.number(), noShows: z.coerce.number() });

const HallArrivals = z.object({
  hall: z.string(),
  day: z.string(),
  queue: z.string(),
  counts: z.array(z.tuple([z.number(), z.number()])),
});
const ARRIVALS_OF_HALLS = `
  SELECT hall, toString(day) AS day, queue, groupArray((slot, count)) AS counts FROM
  (
    SELECT hall, day, queue, toUInt16(intDiv(toHour(local) * 60 + toMinute(local), {slot:UInt16})) AS slot, toUInt32(count()) AS count
    FROM
    (
      SELECT hall, day, queue, toTimeZone(assumeNotNull(issued_at), {zone:String}) AS local FROM visit FINAL
      WHERE hall IN {halls:Array(String)} AND day >= {from:Date} AND day < {before:Date} AND isNotNull(issued_at)
    )
    GROUP BY hall, day, queue, slot
  )
  GROUP BY hall, day, queue ORDER BY hall, day, queue`;

const Booked = z.object({ on_day: z.string(), n: z.coerce.number() });
const BOOKED_ON = `SELECT toString(day) AS on_day, count() AS n FROM booking FINAL
  WHERE hall IN {halls:Array(String)} AND day BETWEEN {from:Date} AND {to:Date} AND isNotNull(created_at) AND isNull(cancelled_at)
  GROUP BY day ORDER BY day`;

const BookedHalf = z.object({
  day: z.string(),
  queue: z.string(),
  slot: z.number(),
  lead: z.number(),
  booked: z.coerce.number(),
  came: z.coerce.number(),
});
/** Whole days between booking and slot; −1 if unknown. A visit on another day still counts as shown up. */
const BOOKINGS_OF_HALL = `
  SELECT toString(day) AS day, queue, toUInt16(intDiv(toHour(local) * 60 + toMinute(local), {slot:UInt16})) AS slot,
    toInt32(ifNull(floor(lead_days), -1)) AS lead, count() AS booked, countIf(booking_id IN (
      SELECT assumeNotNull(booking_id) FROM visit FINAL
      WHERE hall = {hall:String} AND day BETWEEN {day:Date} - {days:UInt16} - 1 AND {day:Date} + 1 AND isNotNull(booking_id) AND isNotNull(issued_at))) AS came
  FROM (
    SELECT day, queue, booking_id, lead_days, toTimeZone(assumeNotNull(slot_start), {zone:String}) AS local FROM booking FINAL
    WHERE hall = {hall:String} AND day BETWEEN {day:Date} - {days:UInt16} AND {day:Date} AND isNotNull(slot_start) AND isNull(cancelled_at)
  )
  GROUP BY day, queue, slot, lead ORDER BY day, queue, slot, lead`;

@Injectable()
export class ArrivalHistoryReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** @param days number of hall days before `before`, exclusive */
  async arrivalHistory(hall: string, days: number, before: string, timeZone: string): Promise<ArrivalHistory> {
    const params = { hall, days, before, zone: timeZone, slot: SLOT_MIN };
    const where = 'hall = {hall:String} AND day < {before:Date} AND day >= {before:Date} - {days:UInt16}';
    const [arrivals, service, noShows] = await Promise.all([
      selectRows(this.client, {
        label: 'warehouse.arrival-history',
        params,
        row: Arrivals,
        sql: `SELECT toString(day) AS day, queue, toUInt16(intDiv(toHour(local) * 60 + toMinute(local), {slot:UInt16})) AS slot, count() AS count
          FROM (SELECT day, queue, toTimeZone(assumeNotNull(issued_at), {zone:String}) AS local FROM visit FINAL WHERE ${where} AND isNotNull(issued_at))
          GROUP BY day, queue, slot ORDER BY day, queue, slot`,
      }),
      selectRows(this.client, {
        label: 'warehouse.service-history',
        params,
        row: Service,
        sql: `SELECT queue, if(grouping(thing) = 1, NULL, thing) AS item, count() AS n, avg(sec) / 60 AS meanMin, if(avg(sec) > 0, stddevPop(sec) / avg(sec), 0) AS cv
          FROM (SELECT queue, ifNull(item, '') AS thing, assumeNotNull(service_sec) AS sec FROM visit FINAL WHERE ${where} AND service_sec > 0)
          GROUP BY GROUPING SETS ((queue), (queue, thing)) ORDER BY queue, item`,
      }),
      selectRows(this.client, {
        label: 'warehouse.no-show-history',
        params,
        row: NoShows,
        sql: `SELECT queue, countIf(isNotNull(called_at)) AS called, countIf(result = 'no-show') AS noShows FROM visit FINAL WHERE ${where} GROUP BY queue ORDER BY queue`,
      }),
    ]);
    return { slotMin: SLOT_MIN, arrivals: bySlots(arrivals), service, noShows };
  }

  /**
   * Arrivals of many halls of one time zone, by hall.
   * @param from, before hall days; `before` is exclusive
   */
  async arrivalsOf(
    halls: readonly string[],
    { from, before, timeZone }: { from: string; before: string; timeZone: string },
  ): Promise<Map<string, ArrivalHistory['arrivals']>> {
    const rows = await selectRows(this.client, {
      label: 'warehouse.arrivals-of-halls',
      params: { halls, from, before, zone: timeZone, slot: SLOT_MIN },
      row: HallArrivals,
      sql: ARRIVALS_OF_HALLS,
    });
    const byQueue = new Map<string, ArrivalHistory['arrivals']>();
    for (const { hall, day, queue, counts } of rows) {
      const slots = new Array<number>((24 * 60) / SLOT_MIN).fill(0);
      for (const [slot, count] of counts) slots[slot] = count;
      const lines = byQueue.get(hall) ?? [];
      lines.push({ day, queue, slots });
      byQueue.set(hall, lines);
    }
    return byQueue;
  }

  /** Valid bookings of a day, and of the given number of days before it with their outcome. */
  async bookings(hall: string, days: number, day: string, timeZone: string): Promise<BookingHistory> {
    const rows = await selectRows(this.client, {
      label: 'warehouse.booking-history',
      params: { hall, days, day, zone: timeZone, slot: SLOT_MIN },
      row: BookedHalf,
      sql: BOOKINGS_OF_HALL,
    });
    const lines = rows.map((row) => ({ ...row, lead: leadOf(row.lead < 0 ? null : row.lead) }));
    return { ahead: lines.filter((line) => line.day === day), past: lines.filter((line) => line.day < day) };
  }

  /** Valid bookings of several halls by day, both ends included; days without bookings are omitted. */
  async bookedOn(halls: readonly string[], from: string, to: string): Promise<Map<string, number>> {
    const rows = await selectRows(this.client, {
      label: 'warehouse.booked-on',
      params: { halls, from, to },
      row: Booked,
      sql: BOOKED_ON,
    });
    return new Map(rows.map(({ on_day, n }) => [on_day, n]));
  }
}

function bySlots(rows: readonly z.infer<typeof Arrivals>[]): ArrivalHistory['arrivals'] {
  const lines = new Map<string, ArrivalHistory['arrivals'][number]>();
  for (const { day, queue, slot, count } of rows) {
    const key = `${day}/${queue}`;
    const line = lines.get(key) ?? { day, queue, slots: new Array<number>((24 * 60) / SLOT_MIN).fill(0) };
    line.slots[slot] = count;
    lines.set(key, line);
  }
  return [...lines.values()];
}
