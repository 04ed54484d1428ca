import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { freePort, launch, unpackPackages, type Engine } from '@cockpit/engines';
import { PlatformModule } from '@cockpit/platform';
import { furnish } from '../../bench/src/crash/stage';
import { quiet } from '../../bench/src/crash/verdict';
import { CrashInstance } from '../../bench/src/crash/instance';
import { judge } from '../../bench/src/crash/judge';
import { CrashJudgeModule } from '../../bench/src/crash/judge.module';
import type { Component } from '../../bench/src/crash/part';
import { Poster } from '../../bench/src/crash/poster';
import { freshStores, type Stores } from '../support/engines';
import { compiled, until } from './support';

const say = (): void => undefined;
const DAY_MS = 86_400_000;
const HOME = join(__dirname, '..', '..', '.cache', 'caddy');
const ROLES = ['ingest', 'writer', 'worker', 'api'].flatMap((role) =>
  (role === 'writer' || role === 'worker' ? [1, 2, 3] : [1, 2]).map(
    (n) => [`${role}-${String(n)}`, role as 'ingest' | 'writer' | 'worker' | 'api'] as const,
  ),
);

let stores: Stores;
let instance: CrashInstance;
let caddy: Engine | undefined;
beforeAll(async () => {
  stores = await freshStores();
  await unpackPackages(join(HOME, '..'), HOME, ['caddy']);
  instance = new CrashInstance(stores.settings.dataDir, say, ROLES, join(compiled('cli'), '..', '..', '..'));
}, 120_000);
afterAll(async () => {
  await caddy?.stop();
  await instance.stop();
  await stores.dispose();
});

/** Debian's Caddy before the doors and the pages, as deploy/Caddyfile has it for one of each. */
async function startCaddy(dir: string): Promise<Engine> {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const upstreams = (role: 'ingest' | 'api'): string =>
    instance
      .partsOf(role)
      .map(({ name }) => instance.urlOf(name).replace('http://', ''))
      .join(' ');
  const retries = 'lb_policy round_robin\n lb_try_duration 5s\n fail_duration 2s';
  const file = join(dir, 'Caddyfile');
  writeFileSync(
    file,
    `{\n admin off\n auto_https off\n}\n${url} {
      handle /v1/events {\n reverse_proxy ${upstreams('ingest')} {\n ${retries}\n }\n }
      handle {\n reverse_proxy ${upstreams('api')} {\n flush_interval -1\n ${retries}\n }\n }\n}\n`,
  );
  return launch({
    name: 'Caddy',
    url,
    port,
    command: join(HOME, 'usr', 'bin', 'caddy'),
    args: ['run', '--adapter', 'caddyfile', '--config', file],
    options: { env: { ...process.env, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir } },
    logFile: join(dir, 'caddy.log'),
    pidFile: join(dir, 'caddy.pid'),
    stopSignal: 'SIGTERM',
    ready: async () => (await fetch(`${url}/health/live`)).ok,
  });
}

const app = () =>
  NestFactory.createApplicationContext(PlatformModule.under(CrashJudgeModule, stores.settings, { role: 'test' }), {
    logger: false,
  });

/** How many partitions each process of a role serves, by its own metrics. */
async function served(role: 'writer' | 'worker'): Promise<number[]> {
  const name = role === 'writer' ? 'cockpit_writer_partitions' : 'cockpit_live_partitions';
  return Promise.all(
    instance.partsOf(role).map(async ({ name: part }) => {
      const told = await (await fetch(`${instance.urlOf(part)}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(told)?.[1] ?? 0);
    }),
  );
}
/** @returns seconds until three share all sixteen evenly */
async function balanced(): Promise<number> {
  const began = performance.now();
  for (const role of ['writer', 'worker'] as const)
    await until(
      () => served(role),
      (counts) => [...counts].sort((a, b) => a - b).join() === '5,5,6',
      60_000,
    );
  return (performance.now() - began) / 1000;
}

it('shares the work among three writers and three workers through kills and restarts, and loses and doubles nothing', async () => {
  const { settings } = stores;
  const context = await app();
  const keys = await furnish(context);
  await instance.startRoles(settings);
  const { url } = (caddy = await startCaddy(settings.dataDir));
  await balanced();
  const start = Math.floor(Date.now() / DAY_MS - 2) * DAY_MS;
  const posters = [...keys].map(([hall, key]) => new Poster(url, `src-${hall}`, key, hall, start, 1_000));
  const stop = new AbortController();
  const posting = Promise.all(posters.map((poster) => poster.run(stop.signal)));
  const seconds: number[] = [];
  const blow = async (role: Component, n: number, signal: NodeJS.Signals): Promise<void> => {
    await instance.partsOf(role)[n]?.kill(signal);
    await instance.allUp();
    seconds.push(await balanced());
    await sleep(500);
  };
  for (const [n, signal] of (['SIGKILL', 'SIGTERM'] as const).entries()) {
    await Promise.all([blow('writer', n, signal), blow('worker', n, signal)]);
    await Promise.all([blow('ingest', n, signal), blow('api', n, signal)]);
  }
  stop.abort();
  await posting;
  await quiet(context, say);
  const ledgers = posters.map(({ ledger }) => ledger);
  const faults: string[] = [];
  const { lost, doubled, wrong } = await judge(context, settings, ledgers, (line) => faults.push(line));
  expect({ lost, doubled, wrong, faults: wrong === 0 ? [] : faults }).toEqual({
    lost: 0,
    doubled: 0,
    wrong: 0,
    faults: [],
  });
  expect(ledgers.reduce((sum, { events }) => sum + events.length, 0)).toBeGreaterThan(1_000);
  expect(Math.max(...seconds)).toBeLessThan(20);
  await context.close();
}, 600_000);
