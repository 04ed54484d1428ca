import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';
import type { ComparedVisit } from './pair';

const Ms = z.number().nullable();
const Row = z.object({
  hall: z.string(),
  queue: z.string(),
  number: z.string().nullable(),
  issuedAt: Ms,
  calledAt: Ms,
  leftAt: Ms,
  lastAt: z.number(),
});

export interface TwinVisits {
  readonly withPrompts: readonly ComparedVisit[];
  readonly without: readonly ComparedVisit[];
  /** epoch ms up to which both halls have data; null if one hall has no visit that day */
  readonly now: number | null;
}

const SQL = `
SELECT hall, queue, number,
  toUnixTimestamp64Milli(issued_at) AS issuedAt, toUnixTimestamp64Milli(called_at) AS calledAt,
  toUnixTimestamp64Milli(coalesce(cancelled_at, no_show_at)) AS leftAt,
  toUnixTimestamp64Milli(greatest(first_at, coalesce(issued_at, first_at), coalesce(called_at, first_at), coalesce(started_at, first_at),
    coalesce(finished_at, first_at), coalesce(no_show_at, first_at), coalesce(cancelled_at, first_at))) AS lastAt
FROM visit FINAL
WHERE hall IN ({hall:String}, {twin:String}) AND day = {day:Date}`;

@Injectable()
export class TwinVisitReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient) {}

  /**
   * Reads two hall days, a few thousand rows. The comparison ends at the earlier of the two last events, so that a
   * delayed feed does not look like a hall that calls nobody.
   */
  async read(hall: string, twin: string, day: string): Promise<TwinVisits> {
    const rows = await selectRows(this.clickhouse, {
      label: 'effect.twin-visits',
      sql: SQL,
      params: { hall, twin, day },
      row: Row,
    });
    const visitsOf = (code: string) => rows.filter((row) => row.hall === code);
    const [withPrompts, without] = [visitsOf(hall), visitsOf(twin)];
    const last = (list: readonly { lastAt: number }[]): number =>
      list.reduce((latest, { lastAt }) => Math.max(latest, lastAt), -Infinity);
    const now = Math.min(last(withPrompts), last(without));
    return { withPrompts, without, now: Number.isFinite(now) ? now : null };
  }
}
