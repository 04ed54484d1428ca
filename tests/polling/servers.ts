import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import type { Pipeline } from '../ingestion/support';
import { startMariaDb } from '../support/mariadb';

/** Somebody else's database, for whoever writes into it. */
export interface Legacy {
  run(sql: string, values?: unknown[]): Promise<unknown>;
  session(): Promise<Legacy>;
  close(): Promise<void>;
}
/** Where it is, and who may read it. */
export interface Server {
  legacy: Legacy;
  database: {
    kind: 'postgres' | 'mysql';
    host: string;
    port: number;
    database: string;
    user: string;
    password: string;
  };
  stop(): Promise<void>;
}

export async function postgres(pipeline: Pipeline): Promise<Server> {
  const url = new URL(pipeline.stores.postgresUrl);
  const open = async (): Promise<Legacy> => {
    const client = new Client({ connectionString: url.href });
    await client.connect();
    return {
      run: (sql, values) =>
        client.query(
          sql.replace(/\?/g, () => '$1'),
          values,
        ),
      session: open,
      close: () => client.end(),
    };
  };
  const database = {
    kind: 'postgres' as const,
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: url.username,
    password: url.password,
  };
  const legacy = await open();
  return { legacy, database, stop: () => legacy.close() };
}

export async function mariadb(): Promise<Server> {
  const server = await startMariaDb();
  const open = async (): Promise<Legacy> => {
    const connection = await createConnection(server.owner);
    return { run: (sql, values) => connection.query(sql, values), session: open, close: () => connection.end() };
  };
  const legacy = await open();
  const stop = async (): Promise<void> => {
    await legacy.close();
    await server.stop();
  };
  return {
    legacy,
    database: {
      kind: 'mysql',
      host: '127.0.0.1',
      port: server.port,
      database: 'legacy',
      user: 'reader',
      password: 'reader',
    },
    stop,
  };
}
