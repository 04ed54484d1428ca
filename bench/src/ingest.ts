import { setTimeout as sleep } from 'node:timers/promises';
import { createClickhouse, type Settings } from '@cockpit/platform';
import { Pool } from 'undici';
import { diskUse, type DiskUse } from './ingest-disk';
import { batchesOf, eventNumber, makerOf, singlesOf, spanOf, type EventKind } from './ingest-events';
import { cpuSeconds, enginePids, forgetPeak, peakMiB, startPipeline, stopPipeline } from './processes';

export interface IngestBenchOptions {
  events: number;
  kind: EventKind;
  /** events a request; 0: single events, no lists */
  batch: number;
  connections: number;
  sources: number;
  rawRows: number;
  say: (line: string) => void;
}

/** so many are written before the clock starts; more would fill the poster's memory and are written as they go */
const PREPARED = 1_000_000;
const WARM = 2_500;
const PROGRESS_MS = 10_000;

export interface IngestBenchResult {
  /** answered 202, durable in Redis (append-only file, fsync always) */
  acceptedPerSec: number;
  /** rows in ClickHouse, on the disk, found by the same clock that started with the first request */
  landedPerSec: number;
  /** the engine alone: batches of 500 rows of the same events into a plain table, no fsync, nothing checked */
  rawInsertPerSec: number;
  /** stored ÷ raw */
  ratio: number;
  /** of door, writer, Redis and ClickHouse together, while events were stored */
  cpuSecPerMillion: number;
  /** the same by process; door and writer are one here */
  cpuSecPerMillionOf: { doorAndWriter: number; redis: number; clickhouse: number };
  /** the engine's part of all of it, 0–1: unlike seconds it hardly depends on the machine and its load */
  engineShare: number;
  /** what the bare insert costs the engine */
  rawCpuSecPerMillion: number;
  /** most resident memory while events were stored, MiB; door and writer are one process here */
  peakRssMiB: { doorAndWriter: number; redis: number; clickhouse: number };
  /** what the events left on the disk by the time the last was stored, bytes an event */
  bytesPerEvent: DiskUse;
}

/** Posts events over HTTP to the product's own door and waits until all of them are stored. */
export async function benchIngest(
  settings: Settings,
  options: IngestBenchOptions,
): Promise<IngestBenchResult & { events: number; postMs: number; sources: number; batch: number }> {
  // the last of them still lies in the past
  const start = Date.now() - 2 * 86_400_000 - spanOf(options.events);
  const raw = await rawInserts(settings, options, start);
  const rawInsertPerSec = raw.perSec;
  options.say(`raw engine: ${rawInsertPerSec.toFixed(0)} rows/s at 500 a batch`);
  const { child, ready } = await startPipeline(settings, {}, options.sources);
  try {
    const pool = new Pool(ready.url, { connections: options.connections });
    const post = poster(pool, ready.keys, options.batch === 0 ? 'application/cloudevents+json' : BATCH);
    const warm = options.batch === 0 ? WARM : 5 * options.batch;
    await inParallel(
      batchesOf(warm, options.batch === 0 ? 500 : options.batch, 'warm', start),
      options.connections,
      poster(pool, ready.keys),
    );
    const clickhouse = createClickhouse(settings, 'reader');
    const count = async (): Promise<number> => {
      const rows = await (
        await clickhouse.query({ query: 'SELECT count() AS n FROM event', format: 'JSONEachRow' })
      ).json<{ n: number }>();
      return rows[0]?.n ?? 0;
    };
    while ((await count()) < warm) await sleep(50);
    options.say('warm');
    const written =
      options.batch === 0
        ? singlesOf(options.events, 'e', start, makerOf(options.kind))
        : batchesOf(options.events, options.batch, 'e', start, makerOf(options.kind));
    const bodies = options.events <= PREPARED ? [...written] : written;
    const pids = [child.pid ?? 0, ...enginePids(settings.dataDir)];
    const used = (): number[] => pids.map(cpuSeconds);
    const before = used();
    const diskBefore = await diskUse(settings, clickhouse);
    pids.forEach(forgetPeak);
    const began = performance.now();
    const progress = setInterval(() => {
      void count().then(
        (stored) => {
          options.say(
            `${((performance.now() - began) / 1000).toFixed(0)} s: ${String(stored - warm)} stored, peak MiB ${pids.map((pid) => peakMiB(pid).toFixed(0)).join(' ')}`,
          );
        },
        () => undefined,
      );
    }, PROGRESS_MS);
    await inParallel(bodies, options.connections, post).finally(() => {
      clearInterval(progress);
    });
    const postMs = performance.now() - began;
    options.say(`${String(options.events)} events accepted in ${(postMs / 1000).toFixed(1)} s`);
    while ((await count()) < warm + options.events) await sleep(50);
    const storeMs = performance.now() - began;
    const [doorAndWriter = 0, redis = 0, engine = 0] = pids.map(peakMiB);
    const disk = await diskUse(settings, clickhouse);
    const perEvent = (of: keyof DiskUse): number => Number(((disk[of] - diskBefore[of]) / options.events).toFixed(1));
    const spent = used().map((seconds, i) => seconds - (before[i] ?? 0));
    const cpu = spent.reduce((sum, seconds) => sum + seconds, 0);
    const [pipelineCpu = 0, redisCpu = 0, engineCpu = 0] = spent.map((seconds) => (seconds / options.events) * 1e6);
    options.say(`processor seconds: pipeline ${spent.map((seconds) => seconds.toFixed(2)).join(', engines ')}`);
    await pool.close();
    await clickhouse.close();
    const storedPerSec = (options.events / storeMs) * 1000;
    return {
      acceptedPerSec: Math.round((options.events / postMs) * 1000),
      landedPerSec: Math.round(storedPerSec),
      rawInsertPerSec: Math.round(rawInsertPerSec),
      ratio: Number((storedPerSec / rawInsertPerSec).toFixed(3)),
      cpuSecPerMillion: Number(((cpu / options.events) * 1e6).toFixed(2)),
      cpuSecPerMillionOf: {
        doorAndWriter: Number(pipelineCpu.toFixed(2)),
        redis: Number(redisCpu.toFixed(2)),
        clickhouse: Number(engineCpu.toFixed(2)),
      },
      engineShare: Number((engineCpu / (pipelineCpu + redisCpu + engineCpu)).toFixed(3)),
      rawCpuSecPerMillion: Number(raw.cpuSecPerMillion.toFixed(2)),
      peakRssMiB: { doorAndWriter, redis, clickhouse: engine },
      bytesPerEvent: { events: perEvent('events'), clickhouse: perEvent('clickhouse'), redis: perEvent('redis') },
      events: options.events,
      postMs: Math.round(postMs),
      sources: options.sources,
      batch: Math.max(1, options.batch),
    };
  } finally {
    await stopPipeline(child);
  }
}

/** One connection, 500 rows at a time, through the same HTTP listener everything else uses. */
async function rawInserts(
  settings: Settings,
  { rawRows }: IngestBenchOptions,
  start: number,
): Promise<{ perSec: number; cpuSecPerMillion: number }> {
  const client = createClickhouse(settings, 'writer');
  await client.command({
    query: `CREATE TABLE bench_raw (hall LowCardinality(String), entity String, type LowCardinality(String), time DateTime64(3, 'UTC'), source LowCardinality(String), id String, data String)
      ENGINE = MergeTree PARTITION BY toYYYYMM(time) ORDER BY (hall, entity, time)`,
  });
  const rows = Array.from({ length: rawRows }, (_, i) => {
    const { id, type, time, data } = eventNumber(i, 'raw', start) as {
      id: string;
      type: string;
      time: string;
      data: { hallId: string; ticketId: string };
    };
    return { hall: data.hallId, entity: data.ticketId, type, time, source: 'raw', id, data: JSON.stringify(data) };
  });
  const enginePid = enginePids(settings.dataDir).at(-1) ?? 0;
  const cpuBefore = cpuSeconds(enginePid);
  const began = performance.now();
  for (let from = 0; from < rows.length; from += 500) {
    await client.insert({ table: 'bench_raw', values: rows.slice(from, from + 500), format: 'JSONEachRow' });
  }
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuSeconds(enginePid) - cpuBefore;
  await client.command({ query: 'DROP TABLE bench_raw SYNC' });
  await client.close();
  return { perSec: rawRows / seconds, cpuSecPerMillion: (cpu / rawRows) * 1e6 };
}

const BATCH = 'application/cloudevents-batch+json';

/** Each worker posts for one source, the sources taken in turn; a refusal for want of room is waited out. */
export function poster(
  pool: Pool,
  keys: readonly string[],
  type = BATCH,
): (body: string, worker?: number) => Promise<void> {
  return async (body, worker = 0) => {
    const headers = { authorization: `Bearer ${keys[worker % keys.length] ?? ''}`, 'content-type': type };
    for (;;) {
      const answer = await pool.request({ method: 'POST', path: '/v1/events', headers, body });
      const text = await answer.body.text();
      if (answer.statusCode === 202) {
        const { rejected } = JSON.parse(text) as { rejected: unknown[] };
        if (rejected.length > 0) throw new Error(`events were rejected: ${text.slice(0, 300)}`);
        return;
      }
      if (answer.statusCode !== 503 && answer.statusCode !== 429)
        throw new Error(`${String(answer.statusCode)}: ${text.slice(0, 300)}`);
      await sleep(200);
    }
  };
}

export async function inParallel<T>(
  items: Iterable<T>,
  workers: number,
  work: (item: T, worker: number) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) await work(next.value, worker);
    }),
  );
}
