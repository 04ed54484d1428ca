import type { ClickHouseClient } from '@clickhouse/client';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { selectRows } from './clickhouse';
import { clickhouseMigrations } from './migrate-clickhouse';
import { postgresMigrations } from './postgres';

const Name = z.object({ name: z.string() });
const Version = z.object({ version: z.number() });
const RAN_ON_POSTGRES = 'SELECT name FROM schema_migration';
const RAN_ON_CLICKHOUSE = 'SELECT version FROM schema_migration';

/**
 * Returns a check that both databases have all migrations of this version. After it succeeded once it queries no more.
 * It throws naming the first missing migrations.
 */
export function migrationsCheck(postgres: DataSource, clickhouse: ClickHouseClient): () => Promise<void> {
  let succeeded = false;
  return async () => {
    if (succeeded) return;
    const [inPostgres, inClickhouse] = await Promise.all([
      postgres.query<unknown[]>(RAN_ON_POSTGRES).then((rows) => new Set(rows.map((row) => Name.parse(row).name))),
      selectRows(clickhouse, { label: 'platform.ran', sql: RAN_ON_CLICKHOUSE, row: Version }).then(
        (rows) => new Set(rows.map(({ version }) => version)),
      ),
    ]);
    const missing = [
      ...postgresMigrations().filter((name) => !inPostgres.has(name)),
      ...clickhouseMigrations()
        .filter(({ version }) => !inClickhouse.has(version))
        .map(({ name }) => name),
    ];
    if (missing.length > 0)
      throw new Error(
        `${String(missing.length)} migrations have not run: ${missing.slice(0, 3).join(', ')}; run “cockpit migrate”`,
      );
    succeeded = true;
  };
}
