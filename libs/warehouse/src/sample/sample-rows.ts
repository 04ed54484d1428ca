import type { ClickHouseClient } from '@clickhouse/client';
import type { SampleKind } from '@cockpit/contracts';
import { selectRows } from '@cockpit/platform';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SampleScope } from './sample-scope';
import { POSTGRES_TABLES, CLICKHOUSE_TABLES } from './sample-tables';

const Count = z.object({ n: z.coerce.number() });
export type Rows = Record<SampleKind, number>;
type Queryable = Pick<DataSource, 'query'>;

export async function countSample(
  clickhouse: ClickHouseClient,
  postgres: Queryable,
  scope: SampleScope,
  rows: Rows,
): Promise<void> {
  for (const { table, kind, where } of CLICKHOUSE_TABLES) rows[kind] += await stored(clickhouse, table, where, scope);
  for (const { table, kind, where } of POSTGRES_TABLES) {
    const [row] = z
      .tuple([Count])
      .parse(
        await postgres.query(
          `WITH given AS (SELECT $1::text[], $2::text[], $3::text[]) SELECT count(*) AS n FROM ${table} WHERE ${where}`,
          paramsOf(scope),
        ),
      );
    rows[kind] += row.n;
  }
}

export async function wipeStored(clickhouse: ClickHouseClient, scope: SampleScope): Promise<number> {
  let deleted = 0;
  for (const { table, where } of CLICKHOUSE_TABLES) {
    const rows = await stored(clickhouse, table, where, scope);
    if (rows === 0) continue;
    deleted += rows;
    await clickhouse.command({
      query: `ALTER TABLE ${table} DELETE WHERE ${where}`,
      query_params: params(scope),
      clickhouse_settings: { mutations_sync: '2', log_comment: 'warehouse.sample' },
    });
  }
  return deleted;
}

export async function clearKept(manager: Queryable, scope: SampleScope): Promise<void> {
  for (const { table, where } of POSTGRES_TABLES)
    await manager.query(
      `WITH given AS (SELECT $1::text[], $2::text[], $3::text[]) DELETE FROM ${table} WHERE ${where}`,
      paramsOf(scope),
    );
}

async function stored(clickhouse: ClickHouseClient, table: string, where: string, scope: SampleScope): Promise<number> {
  const [row] = await selectRows(clickhouse, {
    label: 'warehouse.sample',
    row: Count,
    sql: `SELECT count() AS n FROM ${table} WHERE ${where}`,
    params: params(scope),
  });
  return row?.n ?? 0;
}

const paramsOf = ({ places, tellers, others }: SampleScope): unknown[] => [places, tellers, others];
const params = ({ places, tellers, others }: SampleScope): Record<string, unknown> => ({ places, tellers, others });
