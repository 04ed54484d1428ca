import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { selectRows } from './clickhouse';

const Part = z.object({ table: z.string(), part: z.string() });

/** Parts that ClickHouse set aside because it could not read them: their rows are missing from every answer. */
export const damagedParts = (client: ClickHouseClient): Promise<z.infer<typeof Part>[]> => selectRows(client, {
  label: 'platform.damaged-parts', row: Part,
  sql: "SELECT table, name AS part FROM system.detached_parts WHERE database = currentDatabase() AND reason LIKE '%broken%' ORDER BY table, name LIMIT 20",
});

/** @throws naming tables and parts, with where the remedy stands */
export async function refuseDamage(client: ClickHouseClient): Promise<void> {
  const parts = await damagedParts(client);
  if (parts.length === 0) return;
  throw new Error(`damaged and set aside: ${parts.map(({ table, part }) => `${table}/${part}`).join(', ')}; their rows are missing (docs/operations.md, “A damaged ClickHouse part”)`);
}
