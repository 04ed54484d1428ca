import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { refuseNewer } from './newer-data';
import { migrationsDir } from './paths';
import { costs, statementLabel } from './costs';
import type { Settings } from './settings';

type PostgresSettings = Pick<Settings, 'postgresUrl' | 'postgresPool' | 'postgresPatienceMs'>;

/**
 * A connection can break between leaving the pool and getting an error listener; an unhandled error event would end the
 * process. The connection's user still sees the failure.
 */
class ListenedClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => counted(args[0], () => send(...args))) as typeof this.query;
  }
}

/** Sends a statement and counts its cost; statements that return no promise are counted without duration. */
function counted(statement: unknown, send: () => unknown): unknown {
  if (typeof statement !== 'string') return send();
  const label = `postgres:${statementLabel(statement)}`;
  const began = performance.now();
  const answer = send();
  if (!(answer instanceof Promise)) {
    costs.add(label);
    return answer;
  }
  const count = (): void => {
    costs.add(label, performance.now() - began);
  };
  answer.then(count, count);
  return answer;
}

/** Connection options without entities: modules bring theirs through `TypeOrmModule.forFeature`. */
export function postgresOptions(settings: PostgresSettings) {
  return {
    type: 'postgres',
    url: settings.postgresUrl,
    applicationName: 'cockpit',
    synchronize: false,
    poolSize: settings.postgresPool,
    extra: {
      Client: ListenedClient,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      // a server that hangs does not end its statements by itself
      connectionTimeoutMillis: settings.postgresPatienceMs ?? 5000,
      query_timeout: 65_000,
      keepAlive: true,
    },
  } satisfies DataSourceOptions;
}

/**
 * Runs the numbered migrations not yet run (only `names`, where given), under an advisory lock so that several
 * processes may start at once.
 * @returns names of the migrations run now
 */
export async function migratePostgres(settings: PostgresSettings, names?: readonly string[]): Promise<string[]> {
  const source = new DataSource({
    ...postgresOptions(settings),
    poolSize: 2,
    migrations: loadMigrations(join(migrationsDir(), 'postgres')).filter(({ name }) => names?.includes(name) ?? true),
    migrationsTableName: 'schema_migration',
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(727001)');
    refuseNewer(await ranOn(lock), postgresMigrations());
    const run = await source.runMigrations({ transaction: 'each' });
    return run.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(727001)');
    await lock.release();
    await source.destroy();
  }
}

async function ranOn(runner: QueryRunner): Promise<string[]> {
  const LockAnswer = z.array(z.object({ known: z.boolean() }));
  const [{ known } = { known: false }] = LockAnswer.parse(
    await runner.query("SELECT to_regclass('schema_migration') IS NOT NULL AS known"),
  );
  if (!known) return [];
  const rows = z.array(z.object({ name: z.string() })).parse(await runner.query('SELECT name FROM schema_migration'));
  return rows.map(({ name }) => name);
}

/** Names of all migrations of this version, as Postgres stores them. */
export const postgresMigrations = (): string[] =>
  loadMigrations(join(migrationsDir(), 'postgres')).map((migration) => new migration().name ?? migration.name);

type MigrationClass = new () => MigrationInterface;

/**
 * Loads every exported migration class of the folder by file name; works in the compiled tree and in the source tree.
 */
function loadMigrations(folder: string): MigrationClass[] {
  const load = createRequire(__filename);
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.[jt]s$/.test(file))
    .sort()
    .flatMap((file) => Object.values(load(join(folder, file)) as Record<string, unknown>))
    .filter((value): value is MigrationClass => typeof value === 'function');
}
