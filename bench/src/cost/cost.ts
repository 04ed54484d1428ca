import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClickhouse, createRedis, type Cost, type Settings } from '@cockpit/platform';
import { Pool } from 'undici';
import { inParallel, poster } from '../ingest';
import { batchesOf, spanOf } from '../ingest-events';
import { liveHalls, liveSteps } from '../live-load';
import type { LiveReady } from '../live-server';
import { environmentOf, readyOf, startPipeline, stopPipeline } from '../processes';
import { cpuOfTrees } from './process-trees';
import { readWork, workBetween } from './work';

export interface CostBenchOptions {
  events: number;
  /** how long nothing but a trickle of events is measured */ idleSec: number;
  halls: number;
  say: (line: string) => void;
}

export interface CostBenchResult {
  /** with everything that follows from an event */
  eventsPerSec: number;
  cpuSecPerMillion: { doorToFolds: number; everything: number };
  /** cores busy while nobody looks and about one event a second comes */
  idleCores: number;
  /** CPU seconds a million events, and cores while idle; the poster is no part of the sums above */
  byProcess: { everything: Record<string, number>; idle: Record<string, number> };
  /** runs and seconds (waiting included) of each job, timer and statement: of a million events, and of an idle second */
  byWork: { everything: Record<string, Cost>; idle: Record<string, Cost> };
}

const BATCH = 500;
const AT_ONCE = 8;
const SETTLE_MS = 120_000;
/** before idling is measured: what the load has left to do is done, such as learning and days that were computed just now */
const CALM_MS = 75_000;
/** between two tickets of a hall by the time of its feed: the load goes through more than a day, which is then learned from */
const TICKET_EVERY_MS = 60_000;

/** What the product costs: CPU seconds of all processes while events pour in, and while next to none come. */
export async function benchCost(settings: Settings, options: CostBenchOptions): Promise<CostBenchResult> {
  const doorToFolds = await costOfFolds(settings, options);
  options.say(`door, log, writer and folds: ${doorToFolds.toFixed(1)} CPU s a million events`);
  const child = fork(join(__dirname, '..', 'live-server.js'), [String(options.halls)], {
    env: { ...process.env, ...environmentOf(settings), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const ready = await readyOf<LiveReady>(child, 'the cockpit');
    const everything = await costOfEverything(settings, ready, child, options);
    const all = sumOfProduct(everything.byProcess);
    options.say(`with everything: ${all.toFixed(1)} CPU s a million events`);
    const idle = await costOfIdling(settings, ready, child, options);
    return {
      eventsPerSec: everything.eventsPerSec,
      cpuSecPerMillion: { doorToFolds: rounded(doorToFolds), everything: rounded(all) },
      idleCores: rounded(sumOfProduct(idle.byProcess)),
      byProcess: { everything: roundedAll(everything.byProcess), idle: roundedAll(idle.byProcess) },
      byWork: { everything: everything.byWork, idle: idle.byWork },
    };
  } finally {
    await stopPipeline(child);
  }
}

/** The door and the writer alone, as `bench ingest` runs them, until the visits of the events are computed. */
async function costOfFolds(settings: Settings, { events }: CostBenchOptions): Promise<number> {
  const { child, ready } = await startPipeline(settings);
  try {
    const roots = rootsOf(settings, child);
    const before = cpuOfTrees(roots);
    const start = Date.now() - 2 * 86_400_000 - spanOf(events);
    await posting(ready.url, ready.keys, (send) => inParallel(batchesOf(events, BATCH, 'cost', start), AT_ONCE, send));
    await settled(settings, 'bench', events);
    return (sumOfProduct(added(before, cpuOfTrees(roots))) / events) * 1e6;
  } finally {
    await stopPipeline(child);
  }
}

interface Measured {
  byProcess: Record<string, number>;
  byWork: Record<string, Cost>;
}

async function costOfEverything(
  settings: Settings,
  ready: LiveReady,
  child: ChildProcess,
  { events, halls }: CostBenchOptions,
): Promise<Measured & { eventsPerSec: number }> {
  const look = looker(settings, ready, child);
  const before = await look();
  await posting(ready.url, [ready.key], (send) => inParallel(loadOf(liveHalls(halls), events), AT_ONCE, send));
  await settled(settings, 'live', events);
  const seconds = (performance.now() - before.at) / 1000;
  const after = await look();
  return {
    eventsPerSec: Math.round(events / seconds),
    byProcess: divided(added(before.cpu, after.cpu), events / 1e6),
    byWork: workBetween(before.work, after.work, events / 1e6),
  };
}

async function costOfIdling(
  settings: Settings,
  ready: LiveReady,
  child: ChildProcess,
  { idleSec, halls }: CostBenchOptions,
): Promise<Measured> {
  const look = looker(settings, ready, child);
  const codes = liveHalls(halls);
  // one step of four events every four seconds, the halls in turn
  const steps = codes.map((hall) => liveSteps(hall, Date.now() - 3_600_000, 4_000 * halls, 'idle'));
  let turn = 0;
  const trickle = async (send: Send, ms: number): Promise<void> => {
    for (const began = performance.now(); performance.now() - began < ms; turn++) {
      const step = steps[turn % halls]?.next();
      if (step?.done === false) await send(JSON.stringify(step.value.events));
      await sleep(4_000);
    }
  };
  const [before, after] = await posting(ready.url, [ready.key], async (send) => {
    await trickle(send, CALM_MS);
    const calm = await look();
    await trickle(send, idleSec * 1000);
    return [calm, await look()] as const;
  });
  const seconds = (after.at - before.at) / 1000;
  return {
    byProcess: divided(added(before.cpu, after.cpu), seconds),
    byWork: workBetween(before.work, after.work, seconds),
  };
}

type Send = (body: string) => Promise<void>;

/** Posts to a door for as long as the work lasts. */
async function posting<T>(url: string, keys: readonly string[], work: (send: Send) => Promise<T>): Promise<T> {
  const pool = new Pool(url, { connections: AT_ONCE });
  try {
    return await work(poster(pool, keys));
  } finally {
    await pool.close();
  }
}

/** What the halls of a day and a half tell, in the order of their times. */
function* loadOf(halls: readonly string[], events: number): Generator<string> {
  const started = Date.now() - Math.ceil((events / 4 / halls.length) * TICKET_EVERY_MS) - 3 * 86_400_000;
  const steps = halls.map((hall) => liveSteps(hall, started, TICKET_EVERY_MS));
  let batch: object[] = [];
  for (let sent = 0, turn = 0; sent < events; turn++) {
    const step = steps[turn % halls.length]?.next();
    if (step?.done !== false) return;
    const some = step.value.events.slice(0, events - sent);
    sent += some.length;
    batch.push(...some);
    if (batch.length < BATCH && sent < events) continue;
    yield JSON.stringify(batch);
    batch = [];
  }
}

/** Waits until as many events are stored and the visits they belong to are computed: only then are they no backlog any more. */
async function settled(settings: Settings, kind: 'bench' | 'live', events: number): Promise<void> {
  const clickhouse = createClickhouse(settings, 'reader');
  const redis = createRedis(settings, 'commands');
  const prefix = kind === 'bench' ? 'B' : 'L';
  let before = -1;
  let patience = performance.now() + SETTLE_MS;
  try {
    for (;;) {
      const answer = await clickhouse.query({
        query: 'SELECT count() AS n FROM event WHERE startsWith(hall, {prefix:String})',
        query_params: { prefix },
        format: 'JSONEachRow',
      });
      const stored = (await answer.json<{ n: number }>())[0]?.n ?? 0;
      if (stored >= events && Number(await redis.get('log:depth')) === 0) return;
      // a slow machine is waited for as long as it gets on
      if (stored !== before) patience = performance.now() + SETTLE_MS;
      before = stored;
      if (performance.now() > patience)
        throw new Error(`only ${String(stored)} of ${String(events)} events are stored`);
      await sleep(500);
    }
  } finally {
    redis.disconnect();
    await clickhouse.close();
  }
}

interface Look {
  at: number;
  cpu: Record<string, number>;
  work: Map<string, Cost>;
}

function looker(settings: Settings, { url }: LiveReady, child: ChildProcess): () => Promise<Look> {
  const roots = rootsOf(settings, child);
  return async () => {
    const work = readWork(await (await fetch(`${url}/metrics`)).text());
    return { at: performance.now(), cpu: cpuOfTrees(roots), work };
  };
}

function rootsOf({ dataDir }: Settings, child: ChildProcess): Record<string, number> {
  const engine = (name: string): number => {
    const pid = Number.parseInt(readFileSync(join(dataDir, name, `${name}.pid`), 'utf8'), 10);
    if (!(pid > 0)) throw new Error(`${name} has no process`);
    return pid;
  };
  return {
    cockpit: child.pid ?? 0,
    clickhouse: engine('clickhouse'),
    postgres: engine('postgres'),
    redis: engine('redis'),
    poster: process.pid,
  };
}

/** The poster is measured beside the product. */
const sumOfProduct = ({ poster: _, ...product }: Readonly<Record<string, number>>): number =>
  Object.values(product).reduce((a, b) => a + b, 0);
const added = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));
const divided = (parts: Readonly<Record<string, number>>, by: number): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, value / by]));
const rounded = (value: number): number => Number(value.toPrecision(3));
const roundedAll = (parts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, rounded(value)]));
