import type { Row } from '../files/rows/row';
import { z } from 'zod';
import { namingDatabase } from './database-fault';
import type { LegacyDatabase } from './legacy-database';
import { MysqlSession } from './mysql-session';
import { PostgresSession } from './postgres-session';
import type { DatabasePlace, Session } from './session';

/** A SELECT and its growing column. */
export interface Selection {
  query: string;
  column: string;
}

const Rows = z.array(z.record(z.string(), z.string().nullable()));

const DIALECTS = {
  postgres: { quote: '"', at: (nth: number) => `$${String(nth)}`, session: PostgresSession },
  mysql: { quote: '`', at: () => '?', session: MysqlSession },
} as const;

const quoted = (name: string, quote: string): string => `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;

/** The table name quoted for a statement. */
export const quotedTable = (kind: DatabasePlace['kind'], table: string): string =>
  table
    .split('.')
    .map((name) => quoted(name, DIALECTS[kind].quote))
    .join('.');

/** Selects all of a table or view; `schema.table` outside the user's own schema. */
export const tableQuery = (kind: DatabasePlace['kind'], table: string): string =>
  `SELECT * FROM ${quotedTable(kind, table)}`;

export const openSession = (place: DatabasePlace, ms?: number): Session => new DIALECTS[place.kind].session(place, ms);

/** Statements that read the rows of a query. */
export function statementsFor(kind: DatabasePlace['kind'], { query, column }: Selection) {
  const { quote, at } = DIALECTS[kind];
  // the line break ends a comment in the query's last line
  const select = `SELECT * FROM (${query.trim().replace(/;$/, '')}\n) AS polled`;
  const cursor = `polled.${quoted(column, quote)}`;
  return {
    /** rows from a value on, up to a limit */
    from: `${select} WHERE ${cursor} >= ${at(1)} ORDER BY ${cursor} LIMIT ${at(2)}`,
    /** rows from one end, up to a limit */
    end: (order: 'ASC' | 'DESC'): string =>
      `${select} WHERE ${cursor} IS NOT NULL ORDER BY ${cursor} ${order} LIMIT ${at(1)}`,
  };
}

export function openDatabase(place: DatabasePlace, selection: Selection): LegacyDatabase {
  const { column } = selection;
  const statements = statementsFor(place.kind, selection);
  const session = openSession(place);
  const rows = async (sql: string, ...values: (string | number)[]): Promise<Row[]> => {
    try {
      return rowsOf(await session.rows(sql, values));
    } catch (error) {
      await session.close();
      throw error;
    }
  };
  const ends = (order: 'ASC' | 'DESC', limit: number): Promise<Row[]> => rows(statements.end(order), limit);
  return namingDatabase(place, {
    read: (from, limit) => rows(statements.from, from, limit),
    latest: async (limit) => (await ends('DESC', limit)).reverse(),
    first: async () => (await ends('ASC', 1))[0]?.[column] ?? null,
    close: () => session.close(),
    cut: () => {
      session.cut();
    },
  });
}

/** Null and empty are the same to a mapping, as in CSV files. */
const rowsOf = (rows: unknown): Row[] =>
  Rows.parse(rows).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? ''])),
  );
