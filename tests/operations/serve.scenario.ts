import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '@cockpit/engines';
import { parse } from 'yaml';
import { z } from 'zod';
import { freshStores } from '../support/engines';
import { onPostgres } from '../support/on-postgres';
import { cockpit, folder, removeFolders, until } from './support';

const ROOT = resolve(__dirname, '..', '..');
const WRAPPER = join(ROOT, 'scripts', 'cockpit.mjs');
const NO_SERVERS = { REDIS_URL: '', POSTGRES_URL: '', CLICKHOUSE_URL: '' };
const started: ChildProcess[] = [];

interface Service {
  child: ChildProcess;
  url: string;
  output: () => string;
}

/** As a unit calls it, from a directory of its own. */
async function serve(env: Record<string, string>, args: readonly string[] = [], cwd = folder()): Promise<Service> {
  const port = await freePort();
  const child = spawn(process.execPath, [WRAPPER, 'serve', '--port', String(port), ...args], {
    cwd,
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, url: `http://127.0.0.1:${String(port)}`, output: () => said };
}

const isReady = ({ child, url, output }: Service): Promise<number> =>
  until(
    async () => {
      if (child.exitCode !== null) return -1;
      return (await fetch(`${url}/health/ready`)).status;
    },
    (status) => status === 200 || status === -1,
    120_000,
  ).then((status) => {
    if (status === -1) throw new Error(`it ended with ${String(child.exitCode)}: ${output()}`);
    return status;
  });

async function stop({ child }: Pick<Service, 'child'>, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await stop({ child });
  removeFolders();
});

it('serves with engines of its own on every address, tells of itself, is backed up, and ends in order', async () => {
  const caller = folder();
  const service = await serve({ ...NO_SERVERS, DATA_DIR: 'data' }, ['--host', '0.0.0.0'], caller);
  await isReady(service);
  const dataDir = join(caller, 'data');
  await until(() => Promise.resolve(existsSync(join(dataDir, 'run.json'))), Boolean);
  const { checks } = z
    .object({ checks: z.record(z.string(), z.string()) })
    .parse(await (await fetch(`${service.url}/health/ready`)).json());
  for (const name of ['migrations', 'organisation', 'live-streams', 'writer-streams'])
    expect([name, checks[name]]).toEqual([name, 'ok']);

  const metrics = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();
  expect(await metrics()).toMatch(/^cockpit_backlog_events 0$/m);
  expect(await metrics()).toMatch(/^cockpit_feeds\{state="silent"\} 0$/m);
  expect(await metrics()).not.toMatch(/^cockpit_backup_age_seconds /m);

  // a path is meant from where the command is called, and printed whole
  const operator = folder();
  const call = (...args: string[]) => cockpit(dataDir, args, '', NO_SERVERS, { cwd: operator });
  const first = await call('backup', 'kept', '--keep', '1d', '--json');
  const Kept = z.object({ dir: z.string(), removed: z.array(z.string()) });
  const { dir, removed } = Kept.parse(JSON.parse(first.stdout));
  expect([dir.startsWith(join(operator, 'kept', '2')), removed]).toEqual([true, []]);
  expect(existsSync(join(dir, 'manifest.json'))).toBe(true);
  const second = await call('backup', 'kept', '--keep', '1d', '--json');
  expect(Kept.parse(JSON.parse(second.stdout)).removed).toEqual([dir]);
  expect(readdirSync(join(operator, 'kept'))).toHaveLength(1);
  expect((await call('backup', 'kept', '--keep', 'always')).code).toBe(2);
  const age = /^cockpit_backup_age_seconds ([\d.]+)$/m.exec(await metrics())?.[1];
  expect(Number(age)).toBeLessThan(60);

  const exported = await call('organisation', 'export', 'to.json');
  expect(exported.stderr).not.toMatch(/^\s+at /m);

  // every rule asks for something that is told
  const Rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })) });
  const rules = Rules.parse(parse(readFileSync(join(ROOT, 'deploy', 'prometheus', 'cockpit.yml'), 'utf8')));
  const told = await metrics();
  const asked = rules.groups.flatMap(({ rules: all }) =>
    all.flatMap(({ expr }) => [...expr.matchAll(/\b(?:cockpit|process|nodejs)_\w+/g)].map(([name]) => name)),
  );
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !told.includes(`# TYPE ${name} `))).toEqual([]);

  const began = performance.now();
  expect(await stop(service)).toBe(0);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  expect(service.output()).not.toMatch(/^\s+at /m);
});

it('lets commands wait for a start, a start for a command, and commands for each other', async () => {
  const dataDir = folder();
  const command = () => cockpit(dataDir, ['user', 'list', '--json'], '', NO_SERVERS);
  // two at once on a directory without an instance, and a start right behind them
  const early = [command(), command()];
  await until(() => Promise.resolve(existsSync(join(dataDir, 'supervisor.pid'))), Boolean);
  const service = await serve({ ...NO_SERVERS, DATA_DIR: dataDir });
  for (const said of await Promise.all(early)) expect([said.code, said.stdout]).toEqual([0, '[]\n']);
  // and one while it starts
  expect([(await command()).code, service.child.exitCode]).toEqual([0, null]);
  await isReady(service);
  expect(service.output()).not.toMatch(/ended|did not come back/);
  expect(await stop(service)).toBe(0);
});

describe('on servers of one’s own', () => {
  it('starts no engine, and is not ready before everything is migrated and read', async () => {
    const stores = await freshStores();
    const [dataDir, secret] = [folder(), 'a secret of the tests, long enough to be one'];
    const env = {
      REDIS_URL: stores.redisUrl,
      POSTGRES_URL: stores.postgresUrl,
      CLICKHOUSE_URL: stores.clickhouseUrl,
      CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
      COCKPIT_SECRET: secret,
      DATA_DIR: dataDir,
    };
    try {
      const service = await serve(env);
      await isReady(service);
      await until(() => Promise.resolve(existsSync(join(dataDir, 'run.json'))), Boolean);
      expect(
        readdirSync(dataDir).filter((name) => ['redis', 'postgres', 'clickhouse', 'secret'].includes(name)),
      ).toEqual([]);
      expect((await cockpit(dataDir, ['user', 'list'], '', env)).code).toBe(0);
      // the command line must be told of the servers as the service is: it never starts engines beside them
      const untold = await cockpit(dataDir, ['user', 'list'], '', NO_SERVERS);
      expect([untold.code, untold.stderr]).toEqual([2, expect.stringContaining('works on servers of your own')]);
      expect(await stop(service)).toBe(0);
    } finally {
      await stores.dispose();
    }
  });

  it('a role that runs before the migrations says which are missing', async () => {
    const stores = await freshStores();
    const port = await freePort();
    await onPostgres(
      stores.postgresUrl,
      'DELETE FROM schema_migration WHERE name = (SELECT name FROM schema_migration ORDER BY id DESC LIMIT 1)',
    );
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'api', 'src', 'main.js')], {
      env: {
        ...process.env,
        REDIS_URL: stores.redisUrl,
        POSTGRES_URL: stores.postgresUrl,
        CLICKHOUSE_URL: stores.clickhouseUrl,
        CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
        COCKPIT_SECRET: 'a secret of the tests, long enough to be one',
        DATA_DIR: folder(),
        PORT: String(port),
        LOG_LEVEL: 'silent',
      },
      stdio: 'ignore',
    });
    started.push(child);
    try {
      const answer = await until(
        () => fetch(`http://127.0.0.1:${String(port)}/health/ready`),
        ({ status }) => status === 503,
        120_000,
      );
      expect(await answer.json()).toMatchObject({
        checks: {
          migrations: expect.stringMatching(/^1 migrations have not run: \S+; run “cockpit migrate”$/) as string,
        },
      });
    } finally {
      await stop({ child });
      await stores.dispose();
    }
  });
});
