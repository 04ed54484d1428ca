import type { ClickHouseClient } from '@clickhouse/client';
import { bind, selectRows, sql, type Sql } from '@cockpit/platform';
import { z } from 'zod';

/**
 * Counting distinct identities needs some 40 bytes of memory per row, so a month is counted in slices of about this
 * size.
 */
const ROWS_A_SLICE = 5_000_000;

export const DoubledMonth = z.object({
  /** `YYYYMM` of the events' time in UTC, like the table's partitions */
  month: z.coerce.string(),
  /** rows beyond the first of each identity */
  surplus: z.coerce.number(),
});
export type DoubledMonth = z.infer<typeof DoubledMonth>;

/** Months with duplicate events. Both rows of a duplicate are in the same month. */
export async function doubledEvents(client: ClickHouseClient): Promise<DoubledMonth[]> {
  const months = await selectRows(client, {
    label: 'warehouse.event-months',
    row: z.object({ month: z.coerce.string(), rows: z.coerce.number() }),
    sql: 'SELECT toYYYYMM(time) AS month, count() AS rows FROM event GROUP BY month ORDER BY month',
  });
  const doubled: DoubledMonth[] = [];
  for (const { month, rows } of months) {
    const slices = Math.ceil(rows / ROWS_A_SLICE);
    let surplus = 0;
    // one after the other, so that other queries are not slowed down
    for (let slice = 0; slice < slices; slice++) surplus += await surplusOf(client, Number(month), slice, slices);
    if (surplus > 0) doubled.push({ month, surplus });
  }
  return doubled;
}

const whole = (value: number): Sql => sql`toUInt32(${bind.number(value)})`;

async function surplusOf(client: ClickHouseClient, month: number, slice: number, slices: number): Promise<number> {
  const [row] = await selectRows(client, {
    label: 'warehouse.doubled-events',
    row: z.object({ surplus: z.coerce.number() }),
    // one query for both counts, because rows may arrive between two queries
    sql: sql`SELECT count() - uniqExact(identity) AS surplus FROM event
      WHERE toYYYYMM(time) = ${whole(month)} AND cityHash64(identity) % ${whole(slices)} = ${whole(slice)}`,
  });
  return row?.surplus ?? 0;
}

/** @throws naming the months, and the document with the remedy */
export function refuseDoubles(months: readonly DoubledMonth[]): void {
  if (months.length === 0) return;
  const named = months.map(({ month, surplus }) => `${String(surplus)} in ${month.slice(0, 4)}-${month.slice(4)}`);
  throw new Error(
    `event rows that stand more than once: ${named.join(', ')} (docs/operations.md, “Events that stand twice”)`,
  );
}
