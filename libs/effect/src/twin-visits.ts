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

/** Everything known of two halls on one day, and until when it is known. */
export interface TwinVisits {
  readonly withPrompts: readonly ComparedVisit[];
  readonly without: readonly ComparedVisit[];
  /** epoch ms; null when one of the halls has no visit that day */
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
   * Two hall days, a few thousand rows. Both halls are compared up to the moment that is known of both: the earlier of the
   * two last events, so that a feed which lags behind does not look like a hall where nobody is called.
   */
  async read(hall: string, twin: string, day: string): Promise<TwinVisits> {
    const rows = await selectRows(this.clickhouse, {
      label: 'effect.twin-visits',
      sql: SQL,
      params: { hall, twin, day },
      row: Row,
    });
    const of = (code: string) => rows.filter((row) => row.hall === code);
    const [withPrompts, without] = [of(hall), of(twin)];
    const last = (list: readonly { lastAt: number }[]): number =>
      list.reduce((latest, { lastAt }) => Math.max(latest, lastAt), -Infinity);
    const now = Math.min(last(withPrompts), last(without));
    return { withPrompts, without, now: Number.isFinite(now) ? now : null };
  }
}
