import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '@cockpit/platform';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { LIVE_HALLS, liveSteps } from './live-load';
import type { LiveReady } from './live-server';
import { environmentOf, readyOf, stopPipeline } from './processes';

export interface LiveBenchOptions {
  seconds: number;
  /** events a second in each hall */ rate: number;
  say: (line: string) => void;
}

export interface LiveBenchResult {
  halls: number;
  events: number;
  eventsPerSec: number;
  /** from sending an event to the snapshot that shows it, as a screen on the event stream gets it */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  picturesPerSecPerHall: number;
  /** events no snapshot ever showed */
  unseen: number;
}

const EVENTS_A_STEP = 4;
const WARM_UP_MS = 5000;
const Seen = z.object({ kpis: z.object({ issued: z.number() }) });

/** Three halls live at once: posts to the door, watches the event streams, and times what happens in between. */
export async function benchLive(
  settings: Settings,
  { seconds, rate, say }: LiveBenchOptions,
): Promise<LiveBenchResult> {
  const child = fork(join(__dirname, 'live-server.js'), [], {
    env: { ...process.env, ...environmentOf(settings), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const abort = new AbortController();
  try {
    const ready = await readyOf<LiveReady>(child, 'the cockpit');
    const measured = performance.now() + WARM_UP_MS;
    const halls = await Promise.all(LIVE_HALLS.map((hall) => watchHall(ready, hall, measured, abort.signal)));
    say(`${String(halls.length)} halls live, ${String(rate)} events/s each, ${String(seconds)} s`);
    const until = measured + seconds * 1000;
    await Promise.all(halls.map((hall) => feedHall(ready, hall, rate, until)));
    const patience = performance.now() + 10_000;
    while (halls.some((hall) => hall.waiting.length > 0) && performance.now() < patience) await sleep(50);
    return summary(halls, seconds);
  } finally {
    abort.abort();
    await stopPipeline(child);
  }
}

interface WatchedHall {
  hall: string;
  /** sent, not yet shown: how many tickets must be shown, and when it was sent */
  waiting: { issued: number; sentAt: number; events: number }[];
  latencies: number[];
  events: number;
  snapshots: number;
  measuredFrom: number;
}

async function watchHall(
  { url, token }: LiveReady,
  hall: string,
  measuredFrom: number,
  signal: AbortSignal,
): Promise<WatchedHall> {
  const watched: WatchedHall = { hall, waiting: [], latencies: [], events: 0, snapshots: 0, measuredFrom };
  const response = await stream(`${url}/v1/halls/${hall}/stream`, token, signal);
  void follow(response, watched).catch(() => undefined);
  return watched;
}

/** The first snapshot of a hall takes a moment after the first start. */
async function stream(url: string, token: string, signal: AbortSignal): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url, {
      signal,
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    });
    if (response.ok) return response;
    if (attempt >= 50) throw new Error(`${url}: ${String(response.status)}`);
    await sleep(200);
  }
}

async function follow(response: Response, watched: WatchedHall): Promise<void> {
  const messages = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of messages ?? []) see(watched, Seen.parse(JSON.parse(data)).kpis.issued);
}

function see(watched: WatchedHall, issued: number): void {
  const now = performance.now();
  if (now >= watched.measuredFrom) watched.snapshots++;
  for (let next = watched.waiting[0]; next !== undefined && next.issued <= issued; next = watched.waiting[0]) {
    watched.waiting.shift();
    if (next.sentAt < watched.measuredFrom) continue;
    watched.latencies.push(now - next.sentAt);
    watched.events += next.events;
  }
}

async function feedHall({ url, key }: LiveReady, watched: WatchedHall, rate: number, until: number): Promise<void> {
  const everyMs = (1000 * EVENTS_A_STEP) / rate;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };
  let next = performance.now();
  for (const { events, issued } of liveSteps(watched.hall, Date.now() - 3_600_000, everyMs)) {
    await sleep(Math.max(0, next - performance.now()));
    const sentAt = performance.now();
    if (sentAt >= until) return;
    watched.waiting.push({ issued, sentAt, events: events.length });
    const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) });
    if (response.status !== 202)
      throw new Error(`${String(response.status)}: ${(await response.text()).slice(0, 300)}`);
    await response.arrayBuffer();
    // A steady beat: a slow answer does not lower the rate.
    next = Math.max(next + everyMs, performance.now() - 1000);
  }
}

function summary(halls: readonly WatchedHall[], seconds: number): LiveBenchResult {
  const sorted = halls.flatMap((hall) => hall.latencies).sort((a, b) => a - b);
  const events = halls.reduce((sum, hall) => sum + hall.events, 0);
  const quantile = (q: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0);
  return {
    halls: halls.length,
    events,
    eventsPerSec: Math.round(events / seconds),
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    maxMs: Math.round(sorted.at(-1) ?? 0),
    picturesPerSecPerHall: Number(
      (halls.reduce((sum, hall) => sum + hall.snapshots, 0) / seconds / halls.length).toFixed(2),
    ),
    unseen: halls.reduce((sum, hall) => sum + hall.waiting.length, 0),
  };
}
