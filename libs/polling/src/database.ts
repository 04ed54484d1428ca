import type { Row } from '@cockpit/importing';
import { createConnection, type Connection } from 'mysql2/promise';
import { Client } from 'pg';
import { z } from 'zod';
import { secretIn, type PollerConfig } from './config';

const TIMEOUT_MS = 30_000;
const Rows = z.array(z.record(z.string(), z.string().nullable()));

/** A database of somebody else's, which is only ever read. Values come as the texts the database writes. */
export interface LegacyDatabase {
  /** rows whose cursor is `from` or later, in its order */
  read(from: string, limit: number): Promise<Row[]>;
  close(): Promise<void>;
}

/** Connects anew for every reading: a poller sleeps most of the time, and what it reads from may be restarted at night. */
export function openDatabase({
  database,
  query,
  cursor,
}: Pick<PollerConfig, 'database' | 'query' | 'cursor'>): LegacyDatabase {
  const password = database.passwordFile === undefined ? '' : secretIn(database.passwordFile);
  // the line break ends a comment in the query's last line
  const sql = `SELECT * FROM (${query.trim().replace(/;$/, '')}\n) AS polled WHERE polled.${cursor.column} >= $FROM ORDER BY polled.${cursor.column} LIMIT $LIMIT`;
  return database.kind === 'postgres'
    ? new PostgresDatabase(database, password, sql)
    : new MysqlDatabase(database, password, sql);
}

/** Absent and empty are the same to a mapping, as they are in a CSV file. */
const rowsOf = (rows: unknown): Row[] =>
  Rows.parse(rows).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? ''])),
  );

class PostgresDatabase implements LegacyDatabase {
  private client: Client | null = null;

  constructor(
    private readonly at: PollerConfig['database'],
    private readonly password: string,
    private readonly sql: string,
  ) {}

  async read(from: string, limit: number): Promise<Row[]> {
    const client = (this.client ??= await this.connect());
    try {
      // a read-only transaction: not even a function called by the query can write
      await client.query('BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY');
      const { rows } = await client.query<Record<string, unknown>>(
        this.sql.replace('$FROM', '$1').replace('$LIMIT', '$2'),
        [from, limit],
      );
      await client.query('COMMIT');
      return rowsOf(rows);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const { host, port, user, database, tls } = this.at;
    const asText = {
      getTypeParser:
        () =>
        (value: string | Buffer): string =>
          value.toString(),
    };
    const client = new Client({
      host,
      port,
      user,
      database,
      password: this.password,
      ssl: tls,
      types: asText,
      statement_timeout: TIMEOUT_MS,
      connectionTimeoutMillis: TIMEOUT_MS,
      application_name: 'hall-cockpit poller',
      options: '-c default_transaction_read_only=on -c datestyle=ISO',
    });
    client.on('error', () => {
      this.client = null;
    });
    await client.connect();
    return client;
  }
}

class MysqlDatabase implements LegacyDatabase {
  private connection: Connection | null = null;

  constructor(
    private readonly at: PollerConfig['database'],
    private readonly password: string,
    private readonly sql: string,
  ) {}

  async read(from: string, limit: number): Promise<Row[]> {
    const connection = (this.connection ??= await this.connect());
    try {
      await connection.query('START TRANSACTION READ ONLY');
      const [rows] = await connection.query(
        { sql: this.sql.replace('$FROM', '?').replace('$LIMIT', '?'), timeout: TIMEOUT_MS },
        [from, limit],
      );
      await connection.query('COMMIT');
      return rowsOf(rows);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    await connection?.end().catch(() => undefined);
  }

  private async connect(): Promise<Connection> {
    const { host, port, user, database, tls } = this.at;
    const connection = await createConnection({
      host,
      port,
      user,
      database,
      password: this.password,
      connectTimeout: TIMEOUT_MS,
      charset: 'utf8mb4',
      typeCast: (field) => field.string(),
      ...(tls ? { ssl: {} } : {}),
    });
    connection.on('error', () => {
      this.connection = null;
    });
    return connection;
  }
}
