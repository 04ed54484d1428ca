import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { selectRows } from './clickhouse';

const Part = z.object({ table: z.string(), part: z.string() });

/** Parts that ClickHouse detached because it could not read them; no query returns their rows. */
export const damagedParts = (client: ClickHouseClient): Promise<z.infer<typeof Part>[]> =>
  selectRows(client, {
    label: 'platform.damaged-parts',
    row: Part,
    sql: "SELECT table, name AS part FROM system.detached_parts WHERE database = currentDatabase() AND reason LIKE '%broken%' ORDER BY table, name LIMIT 20",
  });

/** @throws {Error} names the damaged tables and parts, and the document with the remedy */
export async function refuseDamage(client: ClickHouseClient): Promise<void> {
  const parts = await damagedParts(client);
  if (parts.length === 0) return;
  throw new Error(
    `damaged and set aside: ${parts.map(({ table, part }) => `${table}/${part}`).join(', ')}; their rows are missing (docs/operations.md, “A damaged ClickHouse part”)`,
  );
}

const Table = z.object({ name: z.string() });
const Checked = z.object({ part_path: z.string(), is_passed: z.coerce.number(), message: z.string() });

/**
 * Verifies the checksums of every part of every table, because a disk fault otherwise shows only when those rows are
 * read.
 * @returns number of intact parts
 * @throws {Error} names the damaged parts, and the document with the remedy
 */
export async function checkParts(client: ClickHouseClient): Promise<number> {
  const tables = await selectRows(client, {
    label: 'platform.tables',
    row: Table,
    sql: "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name",
  });
  const damaged: string[] = [];
  let intact = 0;
  for (const { name } of tables) {
    // one table at a time, so that other queries are not slowed down
    const answer = await client.query({
      query: `CHECK TABLE ${quotedName(name)}`,
      format: 'JSONEachRow',
      clickhouse_settings: { check_query_single_value_result: 0, log_comment: 'platform.check-parts' },
    });
    for (const part of z.array(Checked).parse(await answer.json())) {
      if (part.is_passed === 1) intact += 1;
      else damaged.push(`${name}/${part.part_path} (${part.message})`);
    }
  }
  if (damaged.length > 0)
    throw new Error(
      `damaged: ${damaged.join(', ')}; whoever asks for their rows gets an error (docs/operations.md, “A damaged ClickHouse part”)`,
    );
  return intact;
}

const quotedName = (name: string): string => `\`${name.replaceAll('`', '\\`')}\``;
