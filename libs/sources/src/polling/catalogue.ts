import {
  CATALOGUE_COLUMNS,
  CATALOGUE_TABLES,
  type DatabaseColumn,
  type DatabaseColumns,
  type DatabaseTables,
} from '@cockpit/contracts';
import { z } from 'zod';
import { guessCursor } from './cursor-guess';
import { openSession, quotedTable } from './database';
import { faultOf } from './database-fault';
import { CodedError, LISTING_SLOW } from './greeting';
import type { DatabasePlace, Session } from './session';

/** Statement timeout, short because a person waits; the whole request has the same limit. */
const STATEMENT_MS = 10_000;
const ALL_MS = 20_000;

const yes = z.string().transform((text) => /^(?:t|true|1|yes)$/i.test(text));
const Tables = z.array(z.object({ space: z.string(), name: z.string(), isView: yes, isOwn: yes, isReadable: yes }));
const Columns = z.array(
  z.object({ name: z.string(), type: z.string(), nullable: yes, primary: yes, indexed: yes }),
) satisfies z.ZodType<DatabaseColumn[]>;

/** Names with a dot or too many characters cannot be distinguished from schema-qualified names. */
const NAMED = `name NOT LIKE '%.%' AND space NOT LIKE '%.%'`;

/** Ordered by search path. Parts of a partitioned table are read through their parent. */
const POSTGRES_TABLES = `
  SELECT space, name, "isView", "isOwn", "isReadable" FROM (
    SELECT n.nspname::text AS space, c.relname::text AS name, (c.relkind IN ('v', 'm'))::text AS "isView",
      pg_catalog.pg_table_is_visible(c.oid)::text AS "isOwn",
      (pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))::text AS "isReadable"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class whole ON whole.oid = h.inhparent
        WHERE h.inhrelid = c.oid AND whole.relkind = 'p')) AS found
  WHERE ${NAMED} ORDER BY "isReadable" DESC, "isOwn" DESC, space, name LIMIT $1`;
/** The catalogue shows only what the user may see. */
const MYSQL_TABLES = `
  SELECT space, name, isView, 1 AS isOwn, 1 AS isReadable FROM (
    SELECT TABLE_SCHEMA AS space, TABLE_NAME AS name, TABLE_TYPE = 'VIEW' AS isView
    FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'SEQUENCE') AS found
  WHERE ${NAMED} ORDER BY name LIMIT ?`;

const POSTGRES_COLUMNS = `
  SELECT a.attname::text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, (NOT a.attnotnull)::text AS nullable,
    EXISTS (SELECT 1 FROM pg_catalog.pg_index i
      WHERE i.indrelid = a.attrelid AND i.indisprimary AND i.indnatts = 1 AND i.indkey[0] = a.attnum)::text AS primary,
    EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = a.attrelid AND i.indisvalid AND i.indkey[0] = a.attnum)::text AS indexed
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum LIMIT $2`;
const MYSQL_COLUMNS = `
  SELECT c.COLUMN_NAME AS name, c.COLUMN_TYPE AS type, c.IS_NULLABLE AS nullable,
    c.COLUMN_KEY = 'PRI' AND 1 = (SELECT count(*) FROM information_schema.STATISTICS k
      WHERE k.TABLE_SCHEMA = ? AND k.TABLE_NAME = ? AND k.INDEX_NAME = 'PRIMARY') AS \`primary\`,
    EXISTS (SELECT 1 FROM information_schema.STATISTICS s
      WHERE s.TABLE_SCHEMA = ? AND s.TABLE_NAME = ? AND s.COLUMN_NAME = c.COLUMN_NAME AND s.SEQ_IN_INDEX = 1) AS indexed
  FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ? ORDER BY c.ORDINAL_POSITION LIMIT ?`;

/**
 * Tables and views that the user may read.
 * @throws {DatabaseFault}
 */
export async function listTables(place: DatabasePlace): Promise<DatabaseTables> {
  const found = await withSession(place, async (session) => {
    const statement = place.kind === 'postgres' ? POSTGRES_TABLES : MYSQL_TABLES;
    return Tables.parse(await session.rows(statement, [CATALOGUE_TABLES + 1]));
  });
  const readable = found.filter(({ isReadable }) => isReadable);
  return {
    tables: readable.slice(0, CATALOGUE_TABLES).map(({ space, name, isView, isOwn }) => ({
      name: isOwn ? name : `${space}.${name}`,
      kind: isView ? 'view' : 'table',
    })),
    whole: found.length <= CATALOGUE_TABLES,
    unreadable: found.length - readable.length,
  };
}

/**
 * Columns of a table, and those usable as cursor.
 * @throws {DatabaseFault}
 */
export async function listColumns(place: DatabasePlace, table: string): Promise<DatabaseColumns> {
  const columns = await withSession(place, async (session) => {
    const found = Columns.parse(await session.rows(...columnsOf(place, table)));
    if (found.length === 0) throw new CodedError(NO_TABLE[place.kind], table);
    return found.slice(0, CATALOGUE_COLUMNS);
  });
  return { columns, ...guessCursor(columns) };
}

const NO_TABLE = { postgres: '42P01', mysql: 'ER_NO_SUCH_TABLE' } as const;

function columnsOf({ kind, database }: DatabasePlace, table: string): Parameters<Session['rows']> {
  const most = CATALOGUE_COLUMNS;
  if (kind === 'postgres') return [POSTGRES_COLUMNS, [quotedTable(kind, table), most]];
  const parts = table.split('.');
  const [space, name] = parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : [database, table];
  return [MYSQL_COLUMNS, [...[space, name], ...[space, name], ...[space, name], most]];
}

/** Opens one read-only connection for one request. */
async function withSession<T>(place: DatabasePlace, work: (session: Session) => Promise<T>): Promise<T> {
  const session = openSession(place, STATEMENT_MS);
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    clock = setTimeout(() => {
      fail(new CodedError(LISTING_SLOW, `${String(ALL_MS / 1000)} s`));
    }, ALL_MS);
  });
  try {
    return await Promise.race([work(session), late]);
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    const fault = faultOf(place, error);
    throw fault.why.code === 'database-slow'
      ? faultOf(place, new CodedError(LISTING_SLOW, `${String(STATEMENT_MS / 1000)} s`))
      : fault;
  } finally {
    clearTimeout(clock);
    session.cut();
  }
}
