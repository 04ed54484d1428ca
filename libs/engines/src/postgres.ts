import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { makeFolder } from './files';
import { launch, run, stopLeftover, type Engine } from './process';
import { asOwner, findPostgres, postgresOwner, type Owner } from './postgres-binary';
import type { EngineOptions } from './redis';
import { lookAtPostgres } from './directory-faults';

const USER = 'cockpit';
/** Readiness is polled; on a busy machine a connection may take long. */
const LOOK_MS = 2000;
const PATIENCE_MS = 30_000;

/**
 * Starts a cluster on 127.0.0.1; stops a leftover Postgres on the same directory first.
 * @throws {DirectoryFault} when the directory is neither empty nor a cluster of this version
 */
export async function startPostgres({
  dir,
  logDir,
  port,
  password,
  say,
  usedBefore = false,
}: EngineOptions): Promise<Engine> {
  const programs = findPostgres();
  const found = lookAtPostgres(dir, await majorOf(programs.postgres), usedBefore);
  const owner = await postgresOwner();
  makeFolder(dir);
  const data = join(dir, 'data');
  if (await stopLeftover(join(data, 'postmaster.pid'), 'postgres', 'SIGINT'))
    say('stopped a Postgres that an earlier run had left');
  if (found === 'none') await initialise(programs.initdb, data, password, owner);
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
    ready: () => countRows(url('postgres'), 'SELECT 1', LOOK_MS).then(() => true),
  });
  try {
    const existing = await countRows(
      url('postgres'),
      `SELECT 1 FROM pg_database WHERE datname = 'cockpit'`,
      PATIENCE_MS,
    );
    if (existing === 0) await countRows(url('postgres'), 'CREATE DATABASE cockpit', PATIENCE_MS);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

const flags = (port: number): string[] =>
  Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const majorOf = async (postgres: string): Promise<string> =>
  /(\d+)\./.exec(await run(postgres, ['--version']))?.[1] ?? '?';

/**
 * Creates the cluster in a temporary folder and renames it; an interrupted creation only leaves an ignored folder
 * `setup-…`.
 */
async function initialise(initdb: string, data: string, password: string, owner: Owner | undefined): Promise<void> {
  const dir = dirname(data);
  const scratch = mkdtempSync(join(dir, 'setup-'));
  const [newData, passwordFile] = [join(scratch, 'data'), join(scratch, 'password')];
  try {
    mkdirSync(newData, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (owner) for (const path of [scratch, newData, passwordFile]) chownSync(path, owner.uid, owner.gid);
    const start = asOwner(owner, initdb, [
      `--pgdata=${newData}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
    ]);
    await run(start.command, start.args, { cwd: newData, env: { ...process.env, LC_ALL: 'C' } });
    // fails when something exists there by now
    renameSync(newData, data);
    const handle = openSync(dir, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function countRows(url: string, sql: string, connectMs: number): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
