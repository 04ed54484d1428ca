import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { launch, run, stopLeftover, type Engine } from './process';
import { asOwner, findPostgres, postgresOwner, type Owner } from './postgres-binary';
import type { EngineOptions } from './redis';

const USER = 'cockpit';

/** A cluster of its own on 127.0.0.1; a Postgres that outlived its starter on the same directory is stopped first. */
export async function startPostgres({ dir, logDir, port, password, say }: EngineOptions): Promise<Engine> {
  const programs = findPostgres();
  const owner = await postgresOwner();
  mkdirSync(dir, { recursive: true });
  const data = join(dir, 'data');
  if (await stopLeftover(join(data, 'postmaster.pid'), 'postgres', 'SIGINT')) say('stopped a Postgres that an earlier run had left');
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(programs.initdb, data, password, owner);
  const start = asOwner(owner, programs.postgres, ['-D', data, ...flags(port)]);
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${String(port)}/${database}`;
  const engine = await launch({
    name: 'Postgres',
    url: url('cockpit'),
    ...start,
    options: { cwd: dir, env: { ...process.env, LC_ALL: 'C' } },
    logFile: join(logDir, 'postgres.log'),
    pidFile: join(dir, 'postgres.pid'),
    port,
    // fast shutdown: ends sessions, loses nothing committed
    stopSignal: 'SIGINT',
    ready: () => ask(url('postgres'), 'SELECT 1').then(() => true),
  });
  try {
    const known = await ask(url('postgres'), `SELECT 1 FROM pg_database WHERE datname = 'cockpit'`);
    if (known === 0) await ask(url('postgres'), 'CREATE DATABASE cockpit');
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

const flags = (port: number): string[] =>
  Object.entries({
    port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200',
    shared_buffers: '128MB', timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

async function initialise(initdb: string, data: string, password: string, owner: Owner | undefined): Promise<void> {
  // a directory without PG_VERSION is a set-up that was interrupted: nothing in it was ever used
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    const start = asOwner(owner, initdb, [
      `--pgdata=${data}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions',
    ]);
    await run(start.command, start.args, { cwd: data, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function ask(url: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
