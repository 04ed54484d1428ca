import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';

/** An unanswered question; epoch ms. */
const Open = z.object({ hall: z.string(), line: z.string(), askedAt: z.coerce.number() });
export type OpenConsult = z.infer<typeof Open>;

const Peak = z.object({
  hall: z.string(),
  day: z.string(),
  queue: z.string(),
  /** start of the half hour, epoch ms */
  from: z.coerce.number(),
  booked: z.coerce.number(),
});
/** The half hour of a day with the most bookings of a queue. */
export type BookedPeak = z.infer<typeof Peak>;
const Served = z.object({ hall: z.string(), queue: z.string(), served: z.number(), days: z.coerce.number() });
/** Number of visitors that a queue serves in a good half hour, by past days. */
export type ServedPeak = z.infer<typeof Served>;

interface HallDays {
  readonly halls: readonly string[];
  readonly days: readonly string[];
}

const MOST = 20_000;
const PAST_DAYS = 28;

/** Waiting and booked work for rules. */
@Injectable()
export class ComingWork {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** Questions of these halls asked on one of the days; `hall` is empty for questions without hall. */
  openConsults(query: HallDays): Promise<OpenConsult[]> {
    return selectRows(this.client, {
      label: 'warehouse.open-consults',
      params: { ...query, most: MOST },
      row: Open,
      sql: `SELECT ifNull(c.hall, '') AS hall, ifNull(channel, '') AS line, toUnixTimestamp64Milli(assumeNotNull(asked_at)) AS askedAt FROM consult AS c FINAL
        WHERE c.day IN {days:Array(Date)} AND ifNull(c.hall, '') IN {halls:Array(String)} AND isNotNull(asked_at) AND isNull(answered_at) AND isNull(abandoned_at)
        ORDER BY c.asked_at LIMIT {most:UInt32}`,
    });
  }

  bookedPeaks(query: HallDays): Promise<BookedPeak[]> {
    return selectRows(this.client, {
      label: 'warehouse.booked-peaks',
      params: { ...query },
      row: Peak,
      sql: `SELECT hall, toString(day) AS day, queue, argMax(half, n) AS from, max(n) AS booked FROM (
          SELECT hall, day, queue, intDiv(toUnixTimestamp64Milli(assumeNotNull(slot_start)), 1800000) * 1800000 AS half, count() AS n FROM booking FINAL
          WHERE hall IN {halls:Array(String)} AND day IN {days:Array(Date)} AND isNotNull(slot_start) AND isNull(cancelled_at) GROUP BY hall, day, queue, half)
        GROUP BY hall, day, queue`,
    });
  }

  /** 95th percentile of services over half hours with any service. */
  servedPeaks({ halls, days }: HallDays): Promise<ServedPeak[]> {
    const before = [...days].sort()[0] ?? '1970-01-01';
    return selectRows(this.client, {
      label: 'warehouse.served-peaks',
      params: { halls, before, past: PAST_DAYS },
      row: Served,
      sql: `SELECT hall, queue, toFloat64(quantileExact(0.95)(n)) AS served, uniqExact(day) AS days FROM (
          SELECT hall, day, queue, intDiv(toUnixTimestamp64Milli(assumeNotNull(started_at)), 1800000) AS half, count() AS n FROM visit FINAL
          WHERE hall IN {halls:Array(String)} AND day >= {before:Date} - {past:UInt16} AND day < {before:Date} AND isNotNull(started_at) GROUP BY hall, day, queue, half)
        GROUP BY hall, queue`,
    });
  }
}
