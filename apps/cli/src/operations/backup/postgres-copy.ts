import type { Settings } from '@cockpit/platform';
import { Client } from 'pg';
import { z } from 'zod';
import { batches, readLines, writeLines, type Entry, type Manifest } from './manifest';

const ROWS_A_FETCH = 2_000;
const Names = z.array(z.object({ name: z.string() }));
const Lines = z.array(z.object({ line: z.string() }));
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function onPostgres<T>(settings: Settings, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: settings.postgresUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const tablesOf = async (client: Client): Promise<string[]> =>
  Names.parse(
    (
      await client.query(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1",
      )
    ).rows,
  ).map(({ name }) => name);

/** Copies every table in one snapshot. */
export function copyPostgres(settings: Settings, dir: string): Promise<{ files: Entry[] } & Manifest['postgres']> {
  return onPostgres(settings, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const files: Entry[] = [];
    for (const table of await tablesOf(client))
      files.push(await writeLines(dir, `postgres/${table}.ndjson.gz`, rowsOf(client, table)));
    const migrations = Names.parse((await client.query('SELECT name FROM schema_migration ORDER BY id')).rows).map(
      ({ name }) => name,
    );
    // sequences are outside transactions: read last, they are never behind the rows
    const sequences = z
      .array(z.object({ name: z.string(), at: z.string().nullable() }))
      .parse(
        (
          await client.query(
            "SELECT sequencename AS name, last_value::text AS at FROM pg_sequences WHERE schemaname = 'public'",
          )
        ).rows,
      );
    await client.query('COMMIT');
    return {
      files,
      migrations,
      sequences: Object.fromEntries(sequences.flatMap(({ name, at }) => (at === null ? [] : [[name, at]]))),
    };
  });
}

async function* rowsOf(client: Client, table: string): AsyncGenerator<string> {
  await client.query(`DECLARE backup CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${quote(table)} t`);
  for (;;) {
    const lines = Lines.parse((await client.query(`FETCH ${String(ROWS_A_FETCH)} FROM backup`)).rows);
    for (const { line } of lines) yield line;
    if (lines.length < ROWS_A_FETCH) break;
  }
  await client.query('CLOSE backup');
}

/** Restores into tables of the same shape, replacing rows from the migrations. */
export function restorePostgres(settings: Settings, dir: string, { files, postgres }: Manifest): Promise<void> {
  return onPostgres(settings, async (client) => {
    await client.query('BEGIN');
    // references are inconsistent until all tables are restored
    await client.query('SET LOCAL session_replication_role = replica');
    const tables = await tablesOf(client);
    // rows that migrations inserted; the append-only audit is empty then
    for (const table of tables)
      if ((await client.query(`SELECT 1 FROM ${quote(table)} LIMIT 1`)).rowCount !== 0)
        await client.query(`TRUNCATE ${quote(table)} CASCADE`);
    for (const { path } of files) {
      const table = /^postgres\/(\w+)\.ndjson\.gz$/.exec(path)?.[1];
      if (table === undefined) continue;
      if (!tables.includes(table))
        throw new Error(`the backup holds a table ${table} that its own migrations do not make`);
      await fill(client, table, batches(readLines(dir, path), ROWS_A_FETCH));
    }
    for (const [name, at] of Object.entries(postgres.sequences))
      await client.query('SELECT setval($1::regclass, $2::bigint)', [quote(name), at]);
    await client.query('COMMIT');
  });
}

async function fill(client: Client, table: string, lines: AsyncIterable<string[]>): Promise<void> {
  const columns = Names.parse(
    (
      await client.query(
        "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
      )
    ).rows,
  );
  const list = columns.map(({ name }) => quote(name)).join(', ');
  const sql = `INSERT INTO ${quote(table)} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM json_populate_recordset(NULL::${quote(table)}, $1::json)`;
  for await (const batch of lines) await client.query(sql, [`[${batch.join(',')}]`]);
}
