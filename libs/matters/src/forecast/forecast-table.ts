import type { ClickHouseClient } from '@clickhouse/client';
import type { OverdueCase } from '@cockpit/domain';
import { selectRows } from '@cockpit/platform';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** Number of latest matters to learn from; older ones do not describe the current office. */
const TRAINING_ROWS = 100_000;
const BATCH = 5_000;
/** Minimum change of a probability that is stored. */
const MIN_CHANGE = 0.005;

const Known = z.object({
  item: z.string(),
  unit: z.string(),
  category: z.string(),
  openedAt: z.coerce.number(),
  dueAt: z.coerce.number(),
  closedAt: z.coerce.number().nullable(),
});
/** a raw row of an open matter */
const Row = z.looseObject({ id: z.string() });
export type OpenRow = z.infer<typeof Row>;

const LEARN = `SELECT ifNull(item, kind) AS item, ifNull(unit, '') AS unit, category, toUnixTimestamp64Milli(accepted_at) AS openedAt, toUnixTimestamp64Milli(due_at) AS dueAt,
    if(closed_at IS NULL, NULL, toUnixTimestamp64Milli(closed_at)) AS closedAt
  FROM (SELECT * FROM matter FINAL WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL ORDER BY accepted_at DESC LIMIT ${String(TRAINING_ROWS)})`;
const OPEN = `
  SELECT id, item, kind, unit, category, hall, accepted_at, due_at FROM matter_clock
  WHERE id > $1 AND accepted_at IS NOT NULL AND due_at > accepted_at AND NOT paused ORDER BY id LIMIT ${String(BATCH)}`;
const KEEP = `
  UPDATE matter_clock c SET predicted_overdue = t.p FROM jsonb_to_recordset($1::jsonb) AS t (id text, p float8)
  WHERE c.id = t.id AND (c.predicted_overdue IS NULL OR abs(c.predicted_overdue - t.p) > ${String(MIN_CHANGE)})`;

type Queryable = Pick<DataSource, 'query'>;

export async function isAnyOpen(postgres: Queryable): Promise<boolean> {
  const some: unknown[] = await postgres.query('SELECT 1 FROM matter_clock LIMIT 1');
  return some.length > 0;
}

/** The next open matters by id that can become late. */
export const openAfter = async (postgres: Queryable, after: string): Promise<OpenRow[]> =>
  z.array(Row).parse(await postgres.query(OPEN, [after]));

/** @param forecasts p: probability of missing the due time */
export const keepForecasts = (postgres: Queryable, forecasts: readonly { id: string; p: number }[]): Promise<unknown> =>
  postgres.query(KEEP, [JSON.stringify(forecasts)]);

export const casesToLearnFrom = (clickhouse: ClickHouseClient): Promise<OverdueCase[]> =>
  selectRows(clickhouse, { label: 'matters.learn', row: Known, sql: LEARN });
