import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { selectRows } from './clickhouse';
import { refuseNewer } from './newer-data';
import { migrationsDir } from './paths';
import type { Settings } from './settings';

// some statements rewrite whole tables; progress headers keep the connection alive
const LONG = { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '10000' } as const;

interface Migration {
  version: number;
  name: string;
  checksum: string;
  statements: string[];
}

const Name = z.object({ name: z.string() });
const Applied = z.object({ version: z.number(), checksum: z.string() });

/**
 * Runs the numbered SQL files not yet run (only `names`, where given). ClickHouse has no transactions over tables, so
 * statements use IF NOT EXISTS and a file that failed half-way runs again from its start.
 * @returns names of the files run now
 * @throws when a file was changed after it ran
 */
export async function migrateClickhouse(
  { clickhouseUrl: url, clickhouseDatabase: database }: Pick<Settings, 'clickhouseUrl' | 'clickhouseDatabase'>,
  names?: readonly string[],
): Promise<string[]> {
  await withClient({ url }, async (client) => {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
  });
  return withClient({ url, database }, async (client) => {
    await client.command({
      query: `CREATE TABLE IF NOT EXISTS schema_migration
        (version UInt32, name String, checksum String, applied_at DateTime64(3) DEFAULT now64(3)) ENGINE = MergeTree ORDER BY version`,
    });
    const migrations = readMigrations(join(migrationsDir(), 'clickhouse'));
    const ran = await selectRows(client, {
      label: 'platform.ran',
      sql: 'SELECT name FROM schema_migration',
      row: Name,
    });
    refuseNewer(
      ran.map(({ name }) => name),
      migrations.map(({ name }) => name),
    );
    return runPending(
      client,
      migrations.filter(({ name }) => names?.includes(name) ?? true),
    );
  });
}

/** All migrations of this version; a migration is identified by its number. */
export const clickhouseMigrations = (): Pick<Migration, 'version' | 'name'>[] =>
  readMigrations(join(migrationsDir(), 'clickhouse'));

async function withClient<T>(
  options: { url: string; database?: string },
  work: (client: ClickHouseClient) => Promise<T>,
): Promise<T> {
  const client = createClient({
    ...options,
    application: 'cockpit-migrate',
    request_timeout: 300_000,
    clickhouse_settings: LONG,
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function runPending(client: ClickHouseClient, migrations: Migration[]): Promise<string[]> {
  const applied = await selectRows(client, {
    label: 'platform.migrations',
    sql: 'SELECT version, checksum FROM schema_migration',
    row: Applied,
  });
  const checksums = new Map(applied.map((row) => [row.version, row.checksum]));
  const run: string[] = [];
  for (const migration of migrations) {
    const checksum = checksums.get(migration.version);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined)
      throw new Error(`migration ${migration.name} was changed after it had run; write a new one`);
    for (const statement of migration.statements) {
      await client.command({ query: statement });
    }
    const { version, name } = migration;
    await client.insert({
      table: 'schema_migration',
      values: [{ version, name, checksum: migration.checksum }],
      format: 'JSONEachRow',
    });
    run.push(name);
  }
  return run;
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort();
  // migrations are identified by their number, so two files must not share one
  const duplicate = files.find((file, i) => files[i - 1]?.slice(0, 4) === file.slice(0, 4));
  if (duplicate !== undefined) throw new Error(`two migrations of ClickHouse have the number of ${duplicate}`);
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return {
      version: Number(file.slice(0, 4)),
      name: file.replace(/\.sql$/, ''),
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: text.split(/;\s*(?:\n|$)/).filter((statement) => statement.replace(/--.*$/gm, '').trim() !== ''),
    };
  });
}
