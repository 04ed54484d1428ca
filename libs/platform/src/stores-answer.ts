import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainFault } from './plain-fault';
import type { Settings } from './settings';
import { isStoreAway } from './store-away';

const WITHIN_MS = 5000;
const AGAIN_MS = 1000;

type StoreName = 'redis' | 'postgres' | 'clickhouse';
type Addresses = Pick<Settings, 'redisUrl' | 'postgresUrl' | 'clickhouseUrl'>;
type Connect = (url: string) => Promise<unknown>;

const STORES: Record<StoreName, { title: string; variable: string; url: keyof Addresses; ask: Connect }> = {
  redis: { title: 'Redis', variable: 'REDIS_URL', url: 'redisUrl', ask: connectRedis },
  postgres: { title: 'Postgres', variable: 'POSTGRES_URL', url: 'postgresUrl', ask: connectPostgres },
  clickhouse: { title: 'ClickHouse', variable: 'CLICKHOUSE_URL', url: 'clickhouseUrl', ask: connectClickhouse },
};
const ALL = Object.keys(STORES) as StoreName[];

/** External servers cannot be used with these settings; one line per server says what to do. */
export class StoresError extends Error {
  override readonly name = 'StoresError';
}

/**
 * Connects to each store once with its configured user and password, so that a wrong one is reported at once.
 * @param withinMs time to wait for servers that do not answer yet, ms; a refusal fails at once
 * @throws {StoresError} naming every store that cannot be used
 */
export async function storesAnswer(
  settings: Addresses,
  withinMs: number,
  say: (line: string) => void,
  names: readonly StoreName[] = ALL,
): Promise<void> {
  const end = performance.now() + withinMs;
  for (let waits = false; ; waits = true) {
    const faults = (await Promise.all(names.map((name) => look(name, settings)))).flatMap((fault) => fault ?? []);
    if (faults.length === 0) return;
    if (faults.some(({ away }) => !away) || performance.now() > end)
      throw new StoresError(faults.map(({ sentence }) => sentence).join('\n'));
    if (!waits) for (const { sentence } of faults) say(`waiting: ${sentence}`);
    await sleep(AGAIN_MS);
  }
}

async function look(name: StoreName, settings: Addresses): Promise<{ sentence: string; away: boolean } | undefined> {
  const { title, variable, url, ask } = STORES[name];
  const address = settings[url];
  try {
    await ask(address);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const away = isStoreAway(error) || message === '';
    const { host } = new URL(address);
    return {
      away,
      sentence: away
        ? `${title} does not answer at ${host}${message === '' ? '' : ` (${message})`}: start it, or correct ${variable}`
        : `${title} at ${host}: ${plainFault(error) ?? `${message}: look at ${variable}`}`,
    };
  }
}

async function connectPostgres(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connectRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: WITHIN_MS,
    commandTimeout: WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let first: Error | undefined;
  redis.on('error', (error: Error) => (first ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    // ioredis reports a refused password only as an event; the command itself fails with "connection closed"
    throw first ?? error;
  } finally {
    redis.disconnect();
  }
}

async function connectClickhouse(url: string): Promise<void> {
  const client = createClient({ url, request_timeout: WITHIN_MS, log: { level: ClickHouseLogLevel.OFF } });
  try {
    await client.query({ query: 'SELECT 1', format: 'JSONEachRow' }).then((answer) => answer.text());
  } finally {
    await client.close();
  }
}
