import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows, writable } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BAD_STARS } from '../names';
import { REPORTED_CASES } from '../reported-cases';

const Case = z.object({ source: z.string(), caseId: z.string() });
const BATCH = 20_000;
/** Version of the stored shape of matters; a change recomputes every matter once. */
const SHAPE = 'kept-from:5';

/** Marks every matter for recomputation from its events. */
@Injectable()
export class MatterRebuild {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
  ) {}

  /** Marks all matters once per stored shape. @returns number of marked matters */
  async onceEver(): Promise<number> {
    const first: unknown[] = await this.postgres.query(
      'INSERT INTO matter_state (key, value) VALUES ($1, now()::text) ON CONFLICT DO NOTHING RETURNING key',
      [SHAPE],
    );
    return first.length === 0 ? 0 : this.markAll();
  }

  /** Number of remaining dirty notes. @param last counts only notes up to this id */
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

  /** Id of the last note; later notes were not due yet. */
  async last(): Promise<string> {
    const [row] = z
      .array(z.object({ last: z.string() }))
      .parse(await this.postgres.query('SELECT coalesce(max(id), 0)::text AS last FROM matter_dirty'));
    return row?.last ?? '0';
  }

  /** @returns number of marked matters */
  async markAll(): Promise<number> {
    const cases = await selectRows(this.clickhouse, {
      label: 'matters.rebuild',
      row: Case,
      params: { stars: BAD_STARS },
      sql: REPORTED_CASES,
    });
    for (let from = 0; from < cases.length; from += BATCH) {
      const rows = cases.slice(from, from + BATCH);
      await this.postgres.query(
        "INSERT INTO matter_dirty (source, case_id, cause) SELECT s, c, 'rebuild' FROM unnest($1::text[], $2::text[]) AS t (s, c)",
        [rows.map((row) => row.source), rows.map((row) => writable(row.caseId))],
      );
    }
    return cases.length;
  }
}
