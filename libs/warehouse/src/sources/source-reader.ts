import type { ClickHouseClient } from '@clickhouse/client';
import { GUIDE_SOURCE, MANUAL_SOURCE } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, bind, joined, selectRows, sql, written } from '@cockpit/platform';
import { z } from 'zod';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKS = 4;
const WEEK = written(7 * DAY_MS);
/** sources of our own pages */
const OWN = bind.texts([GUIDE_SOURCE, MANUAL_SOURCE]);

const Count = z.coerce.number();
const Week = z.object({ week: Count, hour: Count, day: Count });
const Board = z.object({
  hall: z.string(),
  queue: z.string(),
  at: Count,
  waiting: z.number(),
  lastCalled: z.string().nullable(),
});
const Ticket = z.object({ hall: z.string(), number: z.string() });

/** Events in the hour and in the day before a moment, by event time, now (week 0) and a number of weeks earlier. */
export type WeekCount = z.infer<typeof Week>;

/** Queries about events of single sources. Times in epoch ms by the source's own clock. */
@Injectable()
export class SourceReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** The same hour of the same weekday, now and in the four weeks before. */
  async weeks(source: string, now: number): Promise<WeekCount[]> {
    const ago = sql`toUnixTimestamp64Milli(${bind.instant(now)}) - toUnixTimestamp64Milli(time)`;
    const starts = Array.from({ length: WEEKS + 1 }, (_, week) => now - week * 7 * DAY_MS);
    const stretches = starts.map((end) => sql`(time > ${bind.instant(end - DAY_MS)} AND time <= ${bind.instant(end)})`);
    return selectRows(this.client, {
      label: 'sources.weeks',
      row: Week,
      sql: sql`
        SELECT intDiv(${ago}, ${WEEK}) AS week,
          countIf((${ago}) % ${WEEK} < ${written(HOUR_MS)}) AS hour, count() AS day
        FROM event WHERE source = ${bind.text(source)} AND (${joined(stretches, ' OR ')}) GROUP BY week ORDER BY week`,
    });
  }

  /**
   * Whether other sources have replaced an ended source: in every hall, another source has since reported the event
   * type that this source reported most in its last week, and did not before. Our own pages do not count.
   */
  async isTakenOn(source: string, lastEventAt: number): Promise<boolean> {
    const since = bind.instant(lastEventAt - 7 * DAY_MS);
    const [row] = await selectRows(this.client, {
      label: 'sources.taken-on',
      row: z.object({ halls: Count, taken: Count }),
      sql: sql`
        SELECT uniqExact(m.hall) AS halls, uniqExactIf(m.hall, o.source != '' AND o.first >= m.ended) AS taken FROM (
          SELECT hall, argMax(kind, events) AS kind, argMax(last, events) AS ended FROM (
            SELECT hall, splitByChar('.', type)[2] AS kind, count() AS events, max(received_at) AS last FROM event WHERE source = ${bind.text(source)} AND time > ${since} GROUP BY hall, kind
          ) GROUP BY hall
        ) AS m LEFT JOIN (
          SELECT hall, splitByChar('.', type)[2] AS kind, source, min(received_at) AS first FROM event
          WHERE source != ${bind.text(source)} AND NOT has(${OWN}, source) AND time > ${since} GROUP BY hall, kind, source
        ) AS o ON m.hall = o.hall AND m.kind = o.kind`,
    });
    return row !== undefined && row.halls > 0 && row.taken === row.halls;
  }

  async count(source: string, from: number, to: number): Promise<number> {
    const rows = await selectRows(this.client, {
      label: 'sources.count',
      row: z.object({ events: Count }),
      sql: sql`SELECT uniqExact(identity) AS events FROM event WHERE source = ${bind.text(source)} AND time >= ${bind.instant(from)} AND time < ${bind.instant(to)}`,
    });
    return rows[0]?.events ?? 0;
  }

  boards(source: string, from: number, to: number): Promise<z.infer<typeof Board>[]> {
    return selectRows(this.client, {
      label: 'sources.boards',
      row: Board,
      sql: sql`
        SELECT hall, JSONExtractString(data, 'queue') AS queue, toUnixTimestamp64Milli(time) AS at, JSONExtractInt(data, 'waiting')::Int32 AS waiting,
          nullIf(JSONExtractString(data, 'lastCalled'), '') AS lastCalled
        FROM event WHERE source = ${bind.text(source)} AND type = 'hall.queue.observed' AND time >= ${bind.instant(from)} AND time < ${bind.instant(to)}`,
    });
  }

  tickets(source: string, from: number, to: number): Promise<z.infer<typeof Ticket>[]> {
    return selectRows(this.client, {
      label: 'sources.tickets',
      row: Ticket,
      sql: sql`
        SELECT DISTINCT hall, JSONExtractString(data, 'number') AS number
        FROM event WHERE source = ${bind.text(source)} AND type = 'hall.ticket.issued' AND time >= ${bind.instant(from)} AND time < ${bind.instant(to)}`,
    });
  }
}
