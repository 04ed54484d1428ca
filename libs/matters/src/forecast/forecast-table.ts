import type { ClickHouseClient } from '@clickhouse/client';
import type { OverdueCase } from '@cockpit/domain';
import { selectRows } from '@cockpit/platform';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** So many of the latest matters are learned from; more would not change what an office is like now. */
const LEARNED_FROM = 100_000;
const ASKED_A_STEP = 5_000;
/** Smaller movements are not worth a write. */
const NOTICEABLE = 0.005;

const Known = z.object({
  item: z.string(),
  unit: z.string(),
  category: z.string(),
  openedAt: z.coerce.number(),
  dueAt: z.coerce.number(),
  closedAt: z.coerce.number().nullable(),
});
/** a row of an open matter, not looked at yet */
const Row = z.looseObject({ id: z.string() });
export type OpenRow = z.infer<typeof Row>;

const LEARN = `SELECT ifNull(item, kind) AS item, ifNull(unit, '') AS unit, category, toUnixTimestamp64Milli(accepted_at) AS openedAt, toUnixTimestamp64Milli(due_at) AS dueAt,
    if(closed_at IS NULL, NULL, toUnixTimestamp64Milli(closed_at)) AS closedAt
  FROM (SELECT * FROM matter FINAL WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL ORDER BY accepted_at DESC LIMIT ${String(LEARNED_FROM)})`;
const OPEN = `
  SELECT id, item, kind, unit, category, hall, accepted_at, due_at FROM matter_clock
  WHERE id > $1 AND accepted_at IS NOT NULL AND due_at > accepted_at AND NOT paused ORDER BY id LIMIT ${String(ASKED_A_STEP)}`;
const KEEP = `
  UPDATE matter_clock c SET predicted_overdue = t.p FROM jsonb_to_recordset($1::jsonb) AS t (id text, p float8)
  WHERE c.id = t.id AND (c.predicted_overdue IS NULL OR abs(c.predicted_overdue - t.p) > ${String(NOTICEABLE)})`;

type Asked = Pick<DataSource, 'query'>;

export async function isAnyOpen(postgres: Asked): Promise<boolean> {
  const some: unknown[] = await postgres.query('SELECT 1 FROM matter_clock LIMIT 1');
  return some.length > 0;
}

/** The next ones by id that can be late. */
export const openAfter = async (postgres: Asked, after: string): Promise<OpenRow[]> =>
  z.array(Row).parse(await postgres.query(OPEN, [after]));

/** @param told p: probability that it misses its due time */
export const keepForecasts = (postgres: Asked, told: readonly { id: string; p: number }[]): Promise<unknown> =>
  postgres.query(KEEP, [JSON.stringify(told)]);

export const casesToLearnFrom = (clickhouse: ClickHouseClient): Promise<OverdueCase[]> =>
  selectRows(clickhouse, { label: 'matters.learn', row: Known, sql: LEARN });
