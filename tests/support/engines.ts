import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createClient } from '@clickhouse/client';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createApp, loadSettings, migrateClickhouse, migratePostgres, type Settings } from '@cockpit/platform';
import { onPostgres } from './on-postgres';

export interface Stores {
  /** usable as they are: they name these stores, any port, a secret and a data directory of their own */
  settings: Settings;
  redisUrl: string;
  postgresUrl: string;
  clickhouseUrl: string;
  clickhouseDatabase: string;
  dispose(): Promise<void>;
}

/** What tests wait for comes at once. Rounds that ask the stores, or predict, are somewhat longer: they would take the time of what is waited for. */
const INTERVALS = {
  WRITER_COLLECT_MS: '20',
  WRITER_FLUSH_MS: '20',
  LIVE_BEAT_MS: '20',
  LIVE_PUBLISH_MS: '20',
  LIVE_ESTIMATE_MS: '200',
  LIVE_SAVE_MS: '200',
  QUOTE_FLUSH_MS: '50',
  DAY_AGAIN_MS: '100',
  DAY_LOOK_MS: '60',
  MATTER_LOOK_MS: '60',
  OUTBOX_LOOK_MS: '60',
  MATTER_SWEEP_MS: '200',
  ROLL_UP_LOOK_MS: '200',
  ESCALATION_MS: '200',
  PROMPT_ORDER_MS: '200',
  HOLD_LOOK_MS: '200',
  AUDIT_SEAL_MS: '200',
  OPEN_ANSWERS_MS: '200',
  PULSE_MS: '1000',
  MANUAL_RECONCILE_MS: '300',
  REMINDER_MS: '500',
  JOB_LOCK_MS: '5000',
  DEAD_LETTER_LOOK_MS: '100',
};

const SECRET = 'a secret of the tests, long enough to be one';

/** Stores of this test alone: an empty logical Redis database, a migrated Postgres and a migrated ClickHouse database. */
export async function freshStores(env: Record<string, string> = {}): Promise<Stores> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const redisUrl = await emptyRedis();
  await createMigrated(name);
  const postgresUrl = databaseUrl(name);
  const clickhouseUrl = address('TEST_CLICKHOUSE_URL');
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-data-'));
  const settings = loadSettings({
    REDIS_URL: redisUrl,
    POSTGRES_URL: postgresUrl,
    CLICKHOUSE_URL: clickhouseUrl,
    CLICKHOUSE_DATABASE: name,
    COCKPIT_SECRET: SECRET,
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    POSTGRES_POOL: '6',
    ...INTERVALS,
    ...env,
  });
  const dispose = async (): Promise<void> => {
    await dropPostgres(name);
    await dropClickhouse(name);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { settings, redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase: name, dispose };
}

/** Takes the migrated tables away again: Postgres and ClickHouse as new servers are. */
export async function emptyStores({ postgresUrl, clickhouseUrl, clickhouseDatabase }: Stores): Promise<void> {
  const postgres = new Client({ connectionString: postgresUrl });
  await postgres.connect();
  await postgres.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await postgres.end();
  const clickhouse = createClient({ url: clickhouseUrl });
  await clickhouse.command({ query: `DROP DATABASE ${clickhouseDatabase} SYNC` });
  await clickhouse.close();
}

export interface RunningApp {
  url: string;
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** A module as a listening process would run it, on the test's stores and any free port. */
export async function bootApp(
  stores: Pick<Stores, 'settings'>,
  module: Type,
  overrides: Partial<Settings> = {},
): Promise<RunningApp> {
  const settings = { ...stores.settings, ...overrides };
  const app = await createApp(module, settings, 'test');
  await app.listen(settings.port, settings.host);
  return { url: await app.getUrl(), app, close: () => app.close() };
}

function address(name: 'TEST_REDIS_URL' | 'TEST_POSTGRES_URL' | 'TEST_CLICKHOUSE_URL'): string {
  const url = process.env[name];
  if (url === undefined)
    throw new Error(
      `${name} is not set: real engines are started for *.medium.ts, *.browser.ts and *.scenario.ts only`,
    );
  return url;
}

/** Logical databases are handed out in turn; 0 keeps the count. */
async function emptyRedis(): Promise<string> {
  const url = new URL(address('TEST_REDIS_URL'));
  const redis = new Redis(url.href);
  const number = (((await redis.incr('handed-out')) - 1) % 127) + 1;
  await redis.select(number);
  await redis.flushdb();
  redis.disconnect();
  url.pathname = `/${String(number)}`;
  return url.href;
}

const MIGRATED = 'migrated';

/** Copies of migrated databases: the migrations are run once for all files, by whoever is first. */
async function createMigrated(name: string): Promise<void> {
  const one = new Client({ connectionString: address('TEST_POSTGRES_URL') });
  await one.connect();
  try {
    await one.query('SELECT pg_advisory_lock(727002)');
    const { rowCount } = await one.query('SELECT FROM pg_database WHERE datname = $1', [MIGRATED]);
    if (rowCount === 0) await makeMigrated(one);
    await one.query(`CREATE DATABASE ${name} TEMPLATE ${MIGRATED}`);
  } finally {
    await one.end();
  }
  await copyClickhouse(name);
}

/** Has its name in Postgres only once both are whole: a run that was broken off leaves nothing that is copied. */
async function makeMigrated(one: Client): Promise<void> {
  const begun = `${MIGRATED}_begun`;
  await one.query(`DROP DATABASE IF EXISTS ${begun} WITH (FORCE)`);
  await one.query(`CREATE DATABASE ${begun}`);
  await migratePostgres({ postgresUrl: databaseUrl(begun), postgresPool: 2 });
  await migrateClickhouse({ clickhouseUrl: address('TEST_CLICKHOUSE_URL'), clickhouseDatabase: MIGRATED });
  await one.query(`ALTER DATABASE ${begun} RENAME TO ${MIGRATED}`);
}

async function copyClickhouse(name: string): Promise<void> {
  const client = createClient({ url: address('TEST_CLICKHOUSE_URL') });
  try {
    await client.command({ query: `CREATE DATABASE ${name}` });
    const tables = await client.query({ query: `SHOW TABLES FROM ${MIGRATED}`, format: 'JSONEachRow' });
    const copied = (await tables.json<{ name: string }>()).map(({ name: table }) =>
      client.command({ query: `CREATE TABLE ${name}.${table} AS ${MIGRATED}.${table}` }),
    );
    await Promise.all(copied);
    await client.command({ query: `INSERT INTO ${name}.schema_migration SELECT * FROM ${MIGRATED}.schema_migration` });
  } finally {
    await client.close();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(address('TEST_POSTGRES_URL'));
  url.pathname = `/${name}`;
  return url.href;
}

const dropPostgres = (name: string): Promise<unknown> =>
  onPostgres(address('TEST_POSTGRES_URL'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

async function dropClickhouse(name: string): Promise<void> {
  const client = createClient({ url: address('TEST_CLICKHOUSE_URL') });
  try {
    await client.command({ query: `DROP DATABASE IF EXISTS ${name} SYNC` });
  } finally {
    await client.close();
  }
}
