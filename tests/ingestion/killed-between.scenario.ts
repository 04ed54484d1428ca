import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceStatus } from '@cockpit/contracts';
import { Rebuild } from '@cockpit/warehouse';
import { createClickhouse } from '@cockpit/platform';
import { batchOf } from '../../bench/src/crash/stories';
import { differences, emptyDerived, snapshot } from '../../bench/src/crash/tables';
import { compiled } from '../operations/support';
import { Sources } from '@cockpit/access';
import { ACTOR, DoorModule, answerOf, openPipeline, until, type Pipeline } from './support';

const START = Date.parse('2026-03-04T08:00:00+08:00');
/** What changes a store. A kill before or after a question is one after the change before it, or before the next. */
const CHANGES =
  /^clickhouse (insert|command) |^redis (eval|evalsha|set|incr|hset|sadd|srem|del|publish) |^postgres (INSERT|UPDATE|COMMIT)/;
/** those whose order exactly once depends on */
const AMONG_THEM = [
  'clickhouse insert warehouse.land',
  'clickhouse insert warehouse.withdrawals',
  'clickhouse insert warehouse.visits',
  'clickhouse insert warehouse.load_15min',
  'redis eval warehouse:#:withdrawn SREM+SADD',
  'redis eval warehouse:#:redo SREM+SADD',
  'redis eval warehouse:#:days SREM+SADD',
  'redis srem warehouse:#:days',
  'redis srem warehouse:#:redo',
];
/** one for each partition, and one that takes over from whoever dies */
const AT_ONCE = 3;
const PARTITIONS = 2;
/** one in each partition, so that whoever holds one of them comes to every change */
const HALLS = ['H32', 'H08'];
const SOURCE = 'between';
const SEEN_ALL_MS = 15_000;
const DIES_WITHIN_MS = 300_000;

let pipeline: Pipeline;
const writers = new Set<ChildProcess>();
beforeAll(async () => {
  pipeline = await openPipeline(DoorModule, { logPartitions: PARTITIONS });
}, 60_000);
afterAll(async () => {
  await Promise.all([...writers].map(end));
  await pipeline.close();
});

/** The writer as it is installed, which dies at the statement named. */
function start(killAt: string, hear: (label: string) => void = () => undefined): ChildProcess {
  const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, secret, dataDir } = pipeline.stores.settings;
  const child = spawn(process.execPath, ['-r', join(__dirname, '..', 'support', 'kill-at.cjs'), compiled('writer')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      KILL_AT: killAt,
      REDIS_URL: redisUrl,
      POSTGRES_URL: postgresUrl,
      CLICKHOUSE_URL: clickhouseUrl,
      CLICKHOUSE_DATABASE: clickhouseDatabase,
      COCKPIT_SECRET: secret,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_PARTITIONS: String(PARTITIONS),
      LOG_LEVEL: 'fatal',
      // every step comes often
      WRITER_COLLECT_MS: '50',
      WRITER_FLUSH_MS: '200',
      DAY_AGAIN_MS: '500',
    },
  });
  writers.add(child);
  child.on('message', (label: string) => {
    hear(label);
  });
  child.once('exit', () => writers.delete(child));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

/** Posts until the signal; what is acknowledged counts. */
async function post(key: string, signal: AbortSignal): Promise<number> {
  let acknowledged = 0;
  for (let number = 0; !signal.aborted; number++) {
    for (const hall of HALLS) {
      const events = batchOf(`${SOURCE}-${hall}`, hall, number, START);
      const answer = await pipeline.post(events, { headers: { authorization: `Bearer ${key}` } });
      expect(await answerOf(answer)).toEqual({ accepted: events.length, rejected: [] });
      acknowledged += events.length;
    }
    await sleep(200);
  }
  return acknowledged;
}

const status = async (): Promise<SourceStatus> =>
  (await (await pipeline.get(`/v1/sources/${SOURCE}`)).json()) as SourceStatus;

/** Every change that a writer makes under load. */
async function changesOfAWriter(): Promise<string[]> {
  const labels = new Set<string>();
  let newest = performance.now();
  const writer = start('', (label) => {
    labels.add(label);
    newest = performance.now();
  });
  await until(
    () => Promise.resolve(performance.now() - newest),
    (ms) => AMONG_THEM.every((label) => labels.has(label)) && ms > SEEN_ALL_MS,
    180_000,
  );
  await end(writer);
  return [...labels].filter((label) => CHANGES.test(label)).sort();
}

/** @returns whether a writer came to this point, and died there */
async function dieAt(point: string): Promise<boolean> {
  const writer = start(point);
  const died = once(writer, 'exit').then(() => writer.signalCode === 'SIGKILL');
  const inTime = new AbortController();
  const late = sleep(DIES_WITHIN_MS, false, { signal: inTime.signal }).catch(() => false);
  const hit = await Promise.race([died, late]);
  inTime.abort();
  await end(writer);
  return hit;
}

async function nothingLeft(rebuild: Rebuild): Promise<void> {
  const left = async (): Promise<number> => (await status()).backlog + (await rebuild.left());
  for (let looks = 0; looks < 4; looks++) {
    await until(left, (count) => count === 0, 180_000);
    await sleep(250);
    if ((await left()) > 0) looks = 0;
  }
}

it('loses, doubles and miscounts nothing, whichever two changes of the writer a kill falls between', async () => {
  const { settings } = pipeline.stores;
  const stop = new AbortController();
  const source = { name: SOURCE, halls: HALLS, sandbox: false };
  const { key } = await pipeline.running.app.get(Sources).create(source, ACTOR);
  const posting = post(key.secret, stop.signal);
  const changes = await changesOfAWriter();
  expect(changes).toEqual(expect.arrayContaining(AMONG_THEM));
  const points = changes.flatMap((label) => [`before ${label}`, `after ${label}`]);
  const missed: string[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let point = points.shift(); point !== undefined; point = points.shift())
        if (!(await dieAt(point))) missed.push(point);
    }),
  );
  expect(missed).toEqual([]);
  stop.abort();
  const acknowledged = await posting;
  start('');
  const rebuild = pipeline.running.app.get(Rebuild);
  await nothingLeft(rebuild);

  const clickhouse = createClickhouse(settings, 'reader');
  const query = 'SELECT toUInt32(count()) AS stored, toUInt32(uniqExact(identity)) AS different FROM event';
  const rows = await (await clickhouse.query({ query, format: 'JSONEachRow' })).json();
  await clickhouse.close();
  expect(rows).toEqual([{ stored: acknowledged, different: acknowledged }]);
  const { accepted, landed } = await status();
  expect([accepted, landed]).toEqual([acknowledged, acknowledged]);
  const kept = await snapshot(settings);
  await emptyDerived(settings);
  await rebuild.schedule({});
  await nothingLeft(rebuild);
  const lines: string[] = [];
  differences(kept, await snapshot(settings), (line) => lines.push(line));
  expect(lines).toEqual([]);
}, 3_600_000);
