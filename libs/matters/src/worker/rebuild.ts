import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows, writable } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BAD_STARS } from '../names';
import { REPORTED_CASES } from '../reported-cases';

const Case = z.object({ source: z.string(), caseId: z.string() });
const ROWS_A_STEP = 20_000;
/** Names what is kept of a matter: when that changes, every matter is computed once more. */
const SHAPE = 'kept-from:5';

/** Has every matter computed anew from the events alone. */
@Injectable()
export class MatterRebuild {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
  ) {}

  /** What was stored before anybody kept matters, or kept them as they are kept now. @returns how many were marked */
  async onceEver(): Promise<number> {
    const first: unknown[] = await this.postgres.query(
      'INSERT INTO matter_state (key, value) VALUES ($1, now()::text) ON CONFLICT DO NOTHING RETURNING key',
      [SHAPE],
    );
    return first.length === 0 ? 0 : this.markAll();
  }

  /** How many notes of dirty matters the worker has still before it. @param last none after this one */
  async left(last?: string): Promise<number> {
    const [row] = z
      .array(z.object({ left: z.coerce.number() }))
      .parse(
        await this.postgres.query('SELECT count(*) AS left FROM matter_dirty WHERE $1::bigint IS NULL OR id <= $1', [
          last ?? null,
        ]),
      );
    return row?.left ?? 0;
  }

  /** The last note there is: what is written down later was not due yet. */
  async last(): Promise<string> {
    const [row] = z
      .array(z.object({ last: z.string() }))
      .parse(await this.postgres.query('SELECT coalesce(max(id), 0)::text AS last FROM matter_dirty'));
    return row?.last ?? '0';
  }

  /** @returns how many matters were marked */
  async markAll(): Promise<number> {
    const cases = await selectRows(this.clickhouse, {
      label: 'matters.rebuild',
      row: Case,
      params: { stars: BAD_STARS },
      sql: REPORTED_CASES,
    });
    for (let from = 0; from < cases.length; from += ROWS_A_STEP) {
      const rows = cases.slice(from, from + ROWS_A_STEP);
      await this.postgres.query(
        "INSERT INTO matter_dirty (source, case_id, cause) SELECT s, c, 'rebuild' FROM unnest($1::text[], $2::text[]) AS t (s, c)",
        [rows.map((row) => row.source), rows.map((row) => writable(row.caseId))],
      );
    }
    return cases.length;
  }
}
