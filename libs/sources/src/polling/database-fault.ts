import type { Cause, DatabaseFaultCode } from '@cockpit/contracts';
import { ForbiddenAddress } from '@cockpit/platform';
import { LISTING_SLOW, NOT_THIS_KIND } from './greeting';
import type { LegacyDatabase } from './legacy-database';
import type { DatabasePlace } from './session';
import { BAD_CA } from './trust';

/** The database could not be read: which one, why, and the configuration line to change. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';

  constructor(
    message: string,
    /** the cause for screens */
    readonly why: Cause,
    error: unknown,
  ) {
    super(message, { cause: error });
  }
}

/** Fault by error code. Postgres has numbers, MySQL's driver names. */
const OF_CODE: Readonly<Record<string, DatabaseFaultCode>> = {
  '28P01': 'database-refused',
  '28000': 'database-refused',
  ER_ACCESS_DENIED_ERROR: 'database-refused',
  '42501': 'database-no-right',
  ER_DBACCESS_DENIED_ERROR: 'database-no-right',
  ER_TABLEACCESS_DENIED_ERROR: 'database-no-right',
  ER_COLUMNACCESS_DENIED_ERROR: 'database-no-right',
  '3D000': 'database-missing',
  ER_BAD_DB_ERROR: 'database-missing',
  '57014': 'database-slow',
  ER_STATEMENT_TIMEOUT: 'database-slow',
  ER_QUERY_TIMEOUT: 'database-slow',
  PROTOCOL_SEQUENCE_TIMEOUT: 'database-slow',
  '42703': 'database-lacks',
  '42P01': 'database-lacks',
  '42601': 'database-lacks',
  '42883': 'database-lacks',
  ER_BAD_FIELD_ERROR: 'database-lacks',
  ER_NO_SUCH_TABLE: 'database-lacks',
  ER_PARSE_ERROR: 'database-lacks',
  ENOTFOUND: 'database-unknown-host',
  EAI_AGAIN: 'database-unknown-host',
  EAI_NONAME: 'database-unknown-host',
  [NOT_THIS_KIND]: 'database-other',
  [LISTING_SLOW]: 'database-list-slow',
  [BAD_CA]: 'database-bad-ca',
  ER_SECURE_TRANSPORT_REQUIRED: 'database-wants-tls',
  HANDSHAKE_NO_SSL_SUPPORT: 'database-no-tls',
  HANDSHAKE_SSL_ERROR: 'database-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'database-other-name',
  ...Object.fromEntries(
    [
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT'],
      ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_SIGNATURE_FAILURE'],
      ...['CERT_UNTRUSTED', 'CERT_REJECTED', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'INVALID_CA', 'INVALID_PURPOSE'],
    ].map((code) => [code, 'database-untrusted'] as const),
  ),
};

/** Fault by message of the drivers and servers, where the code is missing or too general. */
const OF_TEXT: readonly (readonly [RegExp, DatabaseFaultCode])[] = [
  [/does not match certificate's altnames|Cert does not contain a DNS name/, 'database-other-name'],
  [/server does not support SSL connections/, 'database-no-tls'],
  [/no pg_hba\.conf entry .*(?:no encryption|SSL off)|insecure transport/, 'database-wants-tls'],
];

const nameOf = (kind: DatabasePlace['kind']): string => (kind === 'postgres' ? 'Postgres' : 'MySQL');

type At = Pick<DatabasePlace, 'kind' | 'host' | 'port' | 'database' | 'user' | 'tls'>;

const REMEDY: Readonly<Record<DatabaseFaultCode, (at: At) => string>> = {
  'database-forbidden': () => 'may not be asked',
  'database-refused': ({ user }) => `refuses ${user}: correct “user” and “passwordFile”`,
  'database-refused-plain': ({ user }) =>
    `refuses ${user}: correct “user” and “passwordFile”, or set “tls” if it takes encrypted connections only`,
  'database-no-right': ({ user }) => `gives ${user} no right to read this: grant it`,
  'database-missing': ({ database }) => `has no database ${database}: correct “database”`,
  'database-lacks': () => 'lacks what “query” or the cursor’s “column” asks for: correct them',
  'database-slow': () => 'took too long: give the cursor’s “column” an index',
  'database-list-slow': () => 'did not list its tables and columns in time',
  'database-unknown-host': () => 'cannot be found: correct “host”, or what resolves it',
  'database-other': ({ kind }) => `answers, but not as ${nameOf(kind)}: correct “kind” and “port”`,
  'database-wants-tls': () => 'takes encrypted connections only: set “tls”',
  'database-no-tls': () => 'has no TLS: have it switched on there, or leave out “tls”',
  'database-untrusted': () => 'shows a certificate that is not trusted: name its authority in “caFile”',
  'database-other-name': ({ host }) => `shows a certificate that is not of ${host}: correct “host” or set “tlsName”`,
  'database-bad-ca': () => 'is not asked: “caFile” has no certificate in PEM',
  'database-away': () => 'does not answer: start it, or correct “host” and “port”',
  'database-unreadable': () => 'could not be read',
};

const textIn = (error: unknown, name: 'code' | 'message'): string => {
  const value = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : '';
  return typeof value === 'string' ? value : '';
};

/** MariaDB reports a missing but required TLS like a wrong password. */
const isPlain = ({ kind, tls }: At, code: DatabaseFaultCode): boolean =>
  code === 'database-refused' && kind === 'mysql' && !tls;

function codeOf(error: unknown): DatabaseFaultCode {
  if (error instanceof ForbiddenAddress) return 'database-forbidden';
  const code = textIn(error, 'code');
  const matched = OF_TEXT.find(([text]) => text.test(textIn(error, 'message')))?.[1] ?? OF_CODE[code];
  if (matched !== undefined) return matched;
  const isAway = /^(?:E[A-Z]+|EAI_[A-Z]+|PROTOCOL_CONNECTION_LOST)$/.test(code);
  return isAway || /^timeout expired|^Connection terminated/.test(textIn(error, 'message'))
    ? 'database-away'
    : 'database-unreadable';
}

const textOf = (error: unknown): string => (textIn(error, 'message') || textIn(error, 'code')).split('\n')[0] ?? '';

/** One sentence for the configuration's author, and the cause for screens. */
export function faultOf(at: At, error: unknown): DatabaseFault {
  const { kind, host, port, database, user } = at;
  const where = `${nameOf(kind)} at ${host}:${String(port)}`;
  const [seems, message] = [codeOf(error), textOf(error)];
  const code = isPlain(at, seems) ? 'database-refused-plain' : seems;
  const params = { where: `${host}:${String(port)}`, database, user, said: message.slice(0, 300) };
  return new DatabaseFault(`${where} ${REMEDY[code](at)} (${message})`, { path: '', code, params }, error);
}

/** Wraps the database so that its errors name it. */
export function namingDatabase(at: At, inner: LegacyDatabase): LegacyDatabase {
  const rethrow = (error: unknown): never => {
    throw faultOf(at, error);
  };
  return {
    read: (from, limit) => inner.read(from, limit).catch(rethrow),
    latest: (limit) => inner.latest(limit).catch(rethrow),
    first: () => inner.first().catch(rethrow),
    close: () => inner.close(),
    cut: () => {
      inner.cut();
    },
  };
}
