import { DataSource, type DataSourceOptions } from 'typeorm';
import { Asked } from './asked';

/** What TypeORM itself wants to know of an engine that it meets. */
const GREETING: Readonly<Record<string, unknown>> = {
  'SELECT version()': { version: 'PostgreSQL 18.0 ' },
  'SELECT * FROM current_database()': { current_database: 'cockpit' },
  'SELECT * FROM current_schema()': { current_schema: 'public' },
};

/** As `Asked`, below TypeORM: what it makes of entities and of its builders is written down as an engine would hear it. */
export async function askedEntities(entities: NonNullable<DataSourceOptions['entities']>): Promise<Asked> {
  const asked = new Asked();
  const query = (text: string, values: unknown): Promise<unknown> => {
    const greeting = GREETING[text];
    const rows = greeting === undefined ? asked.ask(text, values) : [greeting];
    return Promise.resolve({ rows, rowCount: rows.length, command: commandOf(text) });
  };
  const connection = { query, on: () => undefined, removeListener: () => undefined };
  type Connected = (fault: null, client: typeof connection, release: () => void) => void;
  class Pool {
    on(): void {
      // it never breaks
    }
    connect(done: Connected): void {
      done(null, connection, () => undefined);
    }
  }
  const source = new DataSource({ type: 'postgres', driver: { Pool }, entities });
  await source.initialize();
  asked.postgres = source;
  asked.manager = source.manager;
  return asked;
}

const commandOf = (text: string): string => /^\s*(?:\/\*.*?\*\/\s*)?(\w+)/.exec(text)?.[1]?.toUpperCase() ?? '';
