/** System error codes for an unreachable address. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Postgres: no connection, too many connections, shutdown or start-up. */
const POSTGRES = /^(?:08\w{3}|53300|57P0\d)$/;
/** Messages of clients that give no code: pg and its pool, TypeORM, ioredis, ClickHouse's client. */
const WORDS = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'connection error and is not queryable',
    'Query read timeout',
    'Driver not Connected',
    'Client was closed',
    'Connection is closed',
    "Stream isn't writeable",
    'max retries per request',
    'socket hang up',
    '^Timeout error\\.?$',
  ].join('|'),
);

/** Whether a store did not answer at all, however deep in the causes the error says so. */
export function isStoreAway(error: unknown, depth = 0): boolean {
  // not `instanceof`: Node's own errors may come from another realm
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, message, cause, driverError, errors } = error as Readonly<Record<string, unknown>>;
  if (typeof code === 'string' && (NETWORK.has(code) || POSTGRES.test(code))) return true;
  if (typeof message === 'string' && WORDS.test(message)) return true;
  return [cause, driverError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].some((inner) =>
    isStoreAway(inner, depth + 1),
  );
}
