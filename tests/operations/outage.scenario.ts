import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@clickhouse/client';
import { AccessModule, Sources } from '@cockpit/access';
import { OrganisationDoc, Problem } from '@cockpit/contracts';
import { Engines, freePort, launch, type Engine, type EngineName } from '@cockpit/engines';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { loadSettings, migrateClickhouse, migratePostgres, type Settings } from '@cockpit/platform';
import { WriterModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { clickhouseMain } from '../support/engine-dir';
import { bootApp, type RunningApp } from '../support/engines';
import { ACTOR, DoorModule, ORGANISATION } from '../ingestion/support';
import { folder, removeFolders, until } from './support';

jest.setTimeout(240_000);
const MIB = 1024 * 1024;

@Module({ imports: [AccessModule, OrganisationModule, WriterModule] })
class OnlyWriterModule {}

let dataDir: string;
let engines: Engines;
const running = new Map<EngineName, Engine>();
let settings: Settings;
let door: RunningApp | undefined;
let writer: RunningApp | undefined;
let key: string;
const acknowledged = new Set<string>();
let serial = 0;
let clickhousePort = 0;

const startEngine = async (name: EngineName): Promise<Engine> => {
  const engine = name === 'clickhouse' ? await startClickhouse() : await engines.start(name);
  running.set(name, engine);
  return engine;
};
/** as libs/engines starts it, but from the program compiled for tests */
async function startClickhouse(): Promise<Engine> {
  clickhousePort ||= await freePort();
  const url = `http://default:of-this-test@127.0.0.1:${String(clickhousePort)}`;
  return launch({
    name: 'clickhouse',
    url,
    port: clickhousePort,
    command: process.execPath,
    args: [clickhouseMain],
    logFile: join(dataDir, 'logs', 'clickhouse.log'),
    pidFile: join(dataDir, 'clickhouse.pid'),
    stopSignal: 'SIGTERM',
    ready: async () => (await fetch(`http://127.0.0.1:${String(clickhousePort)}/ping`)).ok,
    options: {
      env: {
        ...process.env,
        UV_THREADPOOL_SIZE: '16',
        TZ: 'UTC',
        CLICKHOUSE_HTTP_DIR: join(dataDir, 'clickhouse'),
        CLICKHOUSE_HTTP_PORT: String(clickhousePort),
        CLICKHOUSE_HTTP_PASSWORD: 'of-this-test',
      },
    },
  });
}
const pidOf = (name: EngineName): number => running.get(name)?.pid ?? 0;
async function kill(name: EngineName): Promise<void> {
  const engine = running.get(name);
  process.kill(pidOf(name), 'SIGKILL');
  await engine?.exited;
  await engine?.stop();
}

beforeAll(async () => {
  dataDir = folder();
  engines = await Engines.prepare({ dataDir, cacheDir: resolve('.cache') });
  const [redis, postgres, clickhouse] = await Promise.all([
    startEngine('redis'),
    startEngine('postgres'),
    startEngine('clickhouse'),
  ]);
  settings = loadSettings({
    REDIS_URL: redis.url,
    POSTGRES_URL: postgres.url,
    CLICKHOUSE_URL: clickhouse.url,
    CLICKHOUSE_DATABASE: 'cockpit',
    COCKPIT_SECRET: 'a secret of the tests, long enough to be one',
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    DISK_LOW_MB: '1',
  });
  await Promise.all([migratePostgres(settings), migrateClickhouse(settings)]);
  door = await bootApp({ settings }, DoorModule);
  await door.app.get(OrganisationService).replace(OrganisationDoc.parse(ORGANISATION), ACTOR);
  key = (await door.app.get(Sources).create({ name: 'tickets', halls: ['H32', 'H12'], sandbox: false }, ACTOR)).key
    .secret;
});
beforeEach(async () => {
  writer ??= await bootApp({ settings }, OnlyWriterModule);
});
afterAll(async () => {
  await door?.close();
  await writer?.close();
  for (const engine of running.values()) await engine.stop();
  removeFolders();
});

const theDoor = (): RunningApp => {
  if (door === undefined) throw new Error('the door did not open');
  return door;
};

/** Ratings with many long tags: few events, much to keep. */
function batch(size: number, tags: number): { id: string }[] {
  return Array.from({ length: size }, () => {
    const id = `o-${String(serial++)}`;
    return {
      specversion: '1.0',
      source: '/outage',
      id,
      type: 'hall.ticket.rated',
      time: '2026-03-04T01:00:00Z',
      data: {
        hallId: serial % 2 === 0 ? 'H32' : 'H12',
        ticketId: id,
        stars: 5,
        tags: Array.from({ length: tags }, (_, i) => `${id}-${String(i)}`.padEnd(100, 'x')),
      },
    };
  });
}
const send = (at: RunningApp, body: string): Promise<Response> =>
  fetch(`${at.url}/v1/events`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
  });

/** @returns the answer; what was answered 202 is written down */
async function post(size = 50, tags = 1, at = theDoor()): Promise<Response> {
  const events = batch(size, tags);
  const answer = await send(at, JSON.stringify(events));
  if (answer.status === 202) for (const { id } of events) acknowledged.add(id);
  return answer;
}
async function readiness(at = theDoor()): Promise<{ status: number; checks: Record<string, string> }> {
  const answer = await fetch(`${at.url}/health/ready`);
  return { status: answer.status, checks: ((await answer.json()) as { checks: Record<string, string> }).checks };
}
async function stored(): Promise<{ n: number; distinct: number; ids: Set<string> }> {
  const client = createClient({ url: settings.clickhouseUrl, database: settings.clickhouseDatabase });
  try {
    const ids = (
      await (await client.query({ query: 'SELECT id FROM event', format: 'JSONEachRow' })).json<{ id: string }>()
    ).map(({ id }) => id);
    return { n: ids.length, distinct: new Set(ids).size, ids: new Set(ids) };
  } finally {
    await client.close();
  }
}
async function nothingLost(): Promise<void> {
  await until(stored, ({ ids }) => [...acknowledged].every((id) => ids.has(id)), 120_000);
  const { n, distinct } = await stored();
  expect(n).toBe(distinct);
}
async function refusedFor(answer: Response, code: string): Promise<void> {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Problem.parse(await answer.json())).toMatchObject({ code });
}

it('goes on taking events while ClickHouse is away, and catches up by itself', async () => {
  expect((await post()).status).toBe(202);
  await until(stored, ({ n }) => n === 50);
  await kill('clickhouse');
  const end = performance.now() + 12_000;
  while (performance.now() < end) {
    expect((await post(100)).status).toBe(202);
    await sleep(50); // a busy hall's pace, not all a machine can do: what is asked is whether it is caught up, not how fast
  }
  expect((await readiness()).checks['clickhouse']).not.toBe('ok');
  await startEngine('clickhouse');
  await nothingLost();
  expect(
    await until(
      () => readiness(),
      ({ status }) => status === 200,
    ),
  ).toMatchObject({ status: 200 });
});

it('goes on with the keys it knows while Postgres is away, and writes down afterwards what was rejected', async () => {
  const { key: unknown } = await theDoor()
    .app.get(Sources)
    .create({ name: 'latecomer', halls: ['H32'], sandbox: false }, ACTOR);
  const bad = (id: string) => ({
    specversion: '1.0',
    source: '/outage',
    id,
    type: 'hall.no.such',
    time: '2026-03-04T01:00:00Z',
    data: {},
  });
  const rejected = async () =>
    (
      await theDoor()
        .app.get(DataSource)
        .query<{ id: string }[]>(`SELECT event_id AS id FROM quarantine WHERE reason = 'unknown-type'`)
    ).map(({ id }) => id);
  expect((await post()).status).toBe(202);
  await kill('postgres');
  const statuses = new Set<number>();
  let posts = 0;
  // longer than halls and keys are believed without asking
  for (const end = performance.now() + 35_000; performance.now() < end; posts++) {
    const events = batch(10, 1);
    const answer = await send(theDoor(), JSON.stringify([...events, bad(`bad-${String(posts)}`)]));
    statuses.add(answer.status);
    if (answer.status === 202) for (const { id } of events) acknowledged.add(id);
    await sleep(200);
  }
  expect([...statuses]).toEqual([202]);
  const refused = await fetch(`${theDoor().url}/v1/events`, {
    method: 'POST',
    body: '[]',
    headers: { authorization: `Bearer ${unknown.secret}`, 'content-type': 'application/json' },
  });
  await refusedFor(refused, 'keys-unavailable');
  await startEngine('postgres');
  const ids = await until(rejected, ({ length }) => length >= posts, 30_000);
  expect(new Set(ids).size).toBe(posts);
  await nothingLost();
});

it('stops below Redis’ memory limit, says so, and opens again when the writer has made room', async () => {
  await writer?.close();
  writer = undefined;
  const redis = new Redis(settings.redisUrl);
  try {
    const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
    await redis.config('SET', 'maxmemory', String(used + 40 * MIB));
    let answer = await post(100, 40);
    for (let i = 0; i < 400 && answer.status === 202; i++) answer = await post(100, 40);
    await refusedFor(answer, 'log-memory');
    expect(await readiness()).toMatchObject({
      status: 503,
      checks: { 'log-memory': expect.stringContaining('MB') as string },
    });
    // the writer still has room to work in, and nothing was evicted
    writer = await bootApp({ settings }, OnlyWriterModule);
    await nothingLost();
    await until(
      async () => (await post(1)).status,
      (status) => status === 202,
      60_000,
    );
    await until(
      async () => (await readiness()).checks['log-memory'],
      (said) => said === 'ok',
      20_000,
    );
    await nothingLost();
  } finally {
    await redis.config('SET', 'maxmemory', '0');
    redis.disconnect();
  }
});

it('stops before the disk is full, says so, and the same door opens again when there is room', async () => {
  // whatever else works on this disk meanwhile must not decide: the limit is far from what is free, and the ballast is larger than both
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / MIB);
  const room = Math.min(4096, Math.floor(free / 4));
  const watching = await bootApp({ settings }, DoorModule, { diskLowMb: Math.floor((free - room) / 1.1) - 200 });
  const ballast = join(dataDir, 'ballast');
  try {
    expect((await post(10, 1, watching)).status).toBe(202);
    execFileSync('fallocate', [
      '-l',
      `${String(free - Math.floor((free - room) / 1.1) + 200 + Math.floor(room / 2))}M`,
      ballast,
    ]);
    const refused = await until(
      () => post(1, 1, watching),
      ({ status }) => status !== 202,
      10_000,
    );
    await refusedFor(refused, 'disk-low');
    expect(await readiness(watching)).toMatchObject({
      status: 503,
      checks: { disk: expect.stringContaining('DISK_LOW_MB') as string },
    });
    rmSync(ballast);
    await until(
      () => post(1, 1, watching),
      ({ status }) => status === 202,
      10_000,
    );
    expect((await readiness(watching)).checks['disk']).toBe('ok');
  } finally {
    rmSync(ballast, { force: true });
    await watching.close();
  }
  await nothingLost();
});

it('acknowledges nothing that Redis could not write to the disk, and loses nothing it had acknowledged', async () => {
  // the file of the log may not grow any more: writing fails as on a full disk
  execFileSync('prlimit', ['--pid', String(pidOf('redis')), '--fsize=1024']);
  const answer = await until(
    () => post(50, 40),
    ({ status }) => status !== 202,
    30_000,
  );
  await refusedFor(answer, 'log-unavailable');
  expect((await readiness()).status).toBe(503);
  // its supervisor starts it again, now with room
  await running.get('redis')?.stop();
  await startEngine('redis');
  await until(
    async () => (await post(10)).status,
    (status) => status === 202,
    60_000,
  );
  await nothingLost();
  await until(
    () => readiness(),
    ({ status }) => status === 200,
    30_000,
  );
});
