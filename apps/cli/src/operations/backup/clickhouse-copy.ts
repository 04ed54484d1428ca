import type { ClickHouseClient } from '@clickhouse/client';
import { createClickhouse, selectRows, type Settings } from '@cockpit/platform';
import { z } from 'zod';
import { batches, readLines, writeLines, type Entry, type Manifest } from './manifest';

const ROWS_A_PAGE = 50_000;
const ROWS_AN_INSERT = 20_000;
const Table = z.object({ name: z.string(), engine: z.string(), sorting_key: z.string() });
type Table = z.infer<typeof Table>;
/** 64-bit numbers as text, because JavaScript would round them */
const EXACT = { output_format_json_quote_64bit_integers: 1, max_execution_time: 0 } as const;

/** Copies every table in pages of its sorting key, so that merges and inserts meanwhile do not matter. */
export async function copyClickhouse(
  settings: Settings,
  dir: string,
): Promise<{ files: Entry[] } & Manifest['clickhouse']> {
  const client = createClickhouse(settings, 'reader');
  try {
    const tables = await selectRows(client, {
      label: 'backup.tables',
      row: Table,
      sql: "SELECT name, engine, sorting_key FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'schema_migration' ORDER BY name",
    });
    const files: Entry[] = [];
    const columns: Record<string, string[]> = {};
    for (const table of tables) {
      const own = await columnsOf(client, table.name);
      columns[table.name] = own;
      files.push(await writeLines(dir, `clickhouse/${table.name}.ndjson.gz`, rowsOf(client, table, own)));
    }
    const migrations = await selectRows(client, {
      label: 'backup.migrations',
      sql: 'SELECT name FROM schema_migration ORDER BY version',
      row: z.object({ name: z.string() }),
    });
    return { files, columns, migrations: migrations.map(({ name }) => name) };
  } finally {
    await client.close();
  }
}

async function columnsOf(client: ClickHouseClient, table: string): Promise<string[]> {
  const rows = await selectRows(client, {
    label: 'backup.columns',
    row: z.object({ name: z.string() }),
    params: { table },
    sql: "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String} AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY position",
  });
  return rows.map(({ name }) => name);
}

async function* rowsOf(client: ClickHouseClient, table: Table, columns: readonly string[]): AsyncGenerator<string> {
  const final = table.engine.includes('Replacing') ? ' FINAL' : '';
  const key = table.sorting_key === '' ? 'tuple()' : `tuple(${table.sorting_key})`;
  // each row's sort key as text that the engine can parse, after its columns
  const place = `toString(${key})`;
  const [shape] = await selectRows(client, {
    label: 'backup.key',
    sql: `SELECT toTypeName(${key}) AS type FROM ${table.name} LIMIT 1`,
    row: z.object({ type: z.string() }),
  });
  let after = '';
  let params = {};
  for (;;) {
    const answer = await client.query({
      query: `SELECT ${columns.map((column) => `\`${column}\``).join(', ')}, ${place} FROM ${table.name}${final} ${after} ORDER BY ${table.sorting_key === '' ? 'tuple()' : table.sorting_key} LIMIT ${String(ROWS_A_PAGE)}`,
      query_params: params,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { ...EXACT, log_comment: 'backup.rows' },
    });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined || lines.length < ROWS_A_PAGE) return;
    const at = z.array(z.unknown()).parse(JSON.parse(last)).at(-1);
    after = `WHERE ${key} > CAST({place:String}, {type:String})`;
    params = { place: String(at), type: shape?.type ?? '' };
  }
}

/** Restores into tables of the same shape. */
export async function restoreClickhouse(
  settings: Settings,
  dir: string,
  { files, clickhouse }: Manifest,
): Promise<void> {
  const client = createClickhouse(settings, 'writer');
  try {
    for (const { path } of files) {
      const table = /^clickhouse\/(\w+)\.ndjson\.gz$/.exec(path)?.[1];
      const [first, ...rest] = clickhouse.columns[table ?? ''] ?? [];
      if (table === undefined || first === undefined) continue;
      for await (const lines of batches(readLines(dir, path), ROWS_AN_INSERT)) {
        // the last value is the row's sort key, not a column
        const values = lines.map((line) => z.array(z.unknown()).parse(JSON.parse(line)).slice(0, -1));
        await client.insert({
          table,
          columns: [first, ...rest],
          values,
          format: 'JSONCompactEachRow',
          clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'backup.restore' },
        });
      }
    }
  } finally {
    await client.close();
  }
}
