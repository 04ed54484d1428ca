import type { PollerConfig } from './config';
import type { LegacyDatabase } from './database';

/** The database could not be read: which one, why, and which line of the configuration says so. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}

const REFUSED = new Set(['28P01', '28000', 'ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', '42501']);
const NO_DATABASE = new Set(['3D000', 'ER_BAD_DB_ERROR']);
const NOT_THERE = new Set([
  '42703',
  '42P01',
  '42601',
  '42883',
  'ER_BAD_FIELD_ERROR',
  'ER_NO_SUCH_TABLE',
  'ER_PARSE_ERROR',
]);

type At = Pick<PollerConfig['database'], 'kind' | 'host' | 'port' | 'database' | 'user'>;

/** One sentence for whoever looks after the configuration. */
export function faultOf({ kind, host, port, database, user }: At, error: unknown): DatabaseFault {
  const code = error instanceof Object && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const said = error instanceof Error && error.message !== '' ? error.message : code;
  const where = `${kind === 'postgres' ? 'Postgres' : 'MySQL'} at ${host}:${String(port)}`;
  const why = REFUSED.has(code)
    ? `refuses ${user}: correct “user” and “passwordFile”, or give that user the right to read`
    : NO_DATABASE.has(code)
      ? `has no database ${database}: correct “database”`
      : NOT_THERE.has(code)
        ? 'lacks what “query” or the cursor’s “column” asks for: correct them'
        : /^(?:E[A-Z]+|PROTOCOL_CONNECTION_LOST)$/.test(code)
          ? 'does not answer: start it, or correct “host” and “port”'
          : 'could not be read';
  return new DatabaseFault(`${where} ${why} (${said.split('\n')[0] ?? ''})`, { cause: error });
}

/** The same database, whose failures say which it is. */
export const telling = (at: At, inner: LegacyDatabase): LegacyDatabase => ({
  read: (from, limit) =>
    inner.read(from, limit).catch((error: unknown) => {
      throw faultOf(at, error);
    }),
  close: () => inner.close(),
});
