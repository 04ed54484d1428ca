import type { Cause, DatabaseFaultCode } from '@cockpit/contracts';
import { ForbiddenAddress } from '@cockpit/platform';
import type { LegacyDatabase } from './legacy-database';
import type { DatabasePlace } from './session';

/** The database could not be read: which one, why, and which line of the configuration says so. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';

  constructor(
    message: string,
    /** the same for screens */
    readonly why: Cause,
    error: unknown,
  ) {
    super(message, { cause: error });
  }
}

const REFUSED = new Set(['28P01', '28000', 'ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', '42501']);
const NO_DATABASE = new Set(['3D000', 'ER_BAD_DB_ERROR']);
const TOO_SLOW = new Set(['57014', 'ER_STATEMENT_TIMEOUT', 'ER_QUERY_TIMEOUT', 'PROTOCOL_SEQUENCE_TIMEOUT']);
const NOT_THERE = new Set([
  '42703',
  '42P01',
  '42601',
  '42883',
  'ER_BAD_FIELD_ERROR',
  'ER_NO_SUCH_TABLE',
  'ER_PARSE_ERROR',
]);

type At = Pick<DatabasePlace, 'kind' | 'host' | 'port' | 'database' | 'user'>;

/** What to do about it, for whoever looks after a configuration. */
const REMEDY: Readonly<Record<DatabaseFaultCode, (at: At) => string>> = {
  'database-forbidden': () => 'may not be asked',
  'database-refused': ({ user }) =>
    `refuses ${user}: correct “user” and “passwordFile”, or give that user the right to read`,
  'database-missing': ({ database }) => `has no database ${database}: correct “database”`,
  'database-lacks': () => 'lacks what “query” or the cursor’s “column” asks for: correct them',
  'database-slow': () => 'took too long: give the cursor’s “column” an index',
  'database-away': () => 'does not answer: start it, or correct “host” and “port”',
  'database-unreadable': () => 'could not be read',
};

const textIn = (error: unknown, name: 'code' | 'message'): string => {
  const said = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : '';
  return typeof said === 'string' ? said : '';
};

function codeOf(error: unknown): DatabaseFaultCode {
  if (error instanceof ForbiddenAddress) return 'database-forbidden';
  const code = textIn(error, 'code');
  if (REFUSED.has(code)) return 'database-refused';
  if (NO_DATABASE.has(code)) return 'database-missing';
  if (NOT_THERE.has(code)) return 'database-lacks';
  if (TOO_SLOW.has(code)) return 'database-slow';
  const isAway = /^(?:E[A-Z]+|EAI_[A-Z]+|PROTOCOL_CONNECTION_LOST)$/.test(code);
  return isAway || /^timeout expired|^Connection terminated/.test(textIn(error, 'message'))
    ? 'database-away'
    : 'database-unreadable';
}

const textOf = (error: unknown): string => (textIn(error, 'message') || textIn(error, 'code')).split('\n')[0] ?? '';

/** One sentence for whoever looks after the configuration, and the same for screens. */
export function faultOf(at: At, error: unknown): DatabaseFault {
  const { kind, host, port, database, user } = at;
  const where = `${kind === 'postgres' ? 'Postgres' : 'MySQL'} at ${host}:${String(port)}`;
  const [code, said] = [codeOf(error), textOf(error)];
  const params = { where: `${host}:${String(port)}`, database, user, said: said.slice(0, 300) };
  return new DatabaseFault(`${where} ${REMEDY[code](at)} (${said})`, { path: '', code, params }, error);
}

/** The same database, whose failures say which it is. */
export function telling(at: At, inner: LegacyDatabase): LegacyDatabase {
  const told = (error: unknown): never => {
    throw faultOf(at, error);
  };
  return {
    read: (from, limit) => inner.read(from, limit).catch(told),
    latest: (limit) => inner.latest(limit).catch(told),
    first: () => inner.first().catch(told),
    close: () => inner.close(),
    cut: () => {
      inner.cut();
    },
  };
}
