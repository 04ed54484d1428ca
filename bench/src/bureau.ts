import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { BULLETIN_FORMATS, type BulletinPeriod, type MetricKey } from '@cockpit/contracts';
import { LiveBindingsModule, NETWORK_KEY } from '@cockpit/live';
import { MetricsCoreModule, RollUp } from '@cockpit/metrics';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createClickhouse, type Settings } from '@cockpit/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { BureauReady } from './bureau-server';
import { BENCH_DAYS, fillProvince, province } from './metrics-province';
import { environmentOf, readyOf, stopPipeline } from './processes';
import { timeOf, type QueryTimes } from './query';

/** Fills the stores; nothing of it is measured. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MetricsCoreModule] })
export class BureauFillModule {}

interface BulletinTimes {
  /** from the question to the finished draft */
  makeSec: number;
  /** and from there to a file */
  fileSec: Record<string, number>;
  figures: number;
}
export interface BureauBench {
  halls: number;
  visits: number;
  /** the bureau's page, one manager */
  alone: QueryTimes;
  /** ten at once, each asking again as soon as the page is there */
  ten: QueryTimes;
  /** the first page after the roll-ups: nothing is kept yet */
  firstMs: number;
  kibAPage: number;
  bulletins: Record<BulletinPeriod, BulletinTimes>;
}

const MANAGERS = 10;
/** What the bureau's page asks, all at once: each over four weeks, by hall. */
const PAGE: readonly MetricKey[] = [
  ...(['arrivals', 'served', 'wait_mean', 'wait_p90', 'service_level'] as const),
  ...(['no_show_rate', 'abandon_rate', 'occupancy'] as const),
];
const Made = z.object({ id: z.string(), document: z.object({ figures: z.array(z.unknown()) }) });
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

export interface BureauOptions {
  halls: number;
  visits: number;
  seconds: number;
  say: (line: string) => void;
}

/** A province in the stores, rolled up, and every hall heard of just now. */
export async function fillBureau(
  app: INestApplicationContext,
  settings: Settings,
  { halls, visits, say }: BureauOptions,
): Promise<void> {
  const clickhouse = createClickhouse(settings, 'writer');
  const redis = new Redis(settings.redisUrl);
  try {
    await app
      .get(OrganisationService)
      .replace(province(halls), { kind: 'system', id: 'bench', name: 'bench' }, '2020-01-01');
    await fillProvince(clickhouse, halls, visits);
    say(`${visits.toLocaleString('en')} visits of ${String(BENCH_DAYS)} days stand in the tables`);
    const rollUp = app.get(RollUp);
    while ((await rollUp.turn(() => true)) > 0);
    await redis.hset(
      NETWORK_KEY,
      Object.fromEntries(Array.from({ length: halls }, (_, i) => [`P${String(i)}`, JSON.stringify(pulse())])),
    );
    say('rolled up');
  } finally {
    redis.disconnect();
    await clickhouse.close();
  }
}

/** What the wall's process says of a hall every few seconds. */
const pulse = () => ({
  now: new Date().toISOString(),
  at: new Date().toISOString(),
  open: true,
  feed: 'live',
  ageSec: 1,
  lastEventAt: new Date().toISOString(),
  level: 'normal',
  waiting: 4,
  longestWaitSec: 300,
  waitSec: 400,
  issued: 200,
  served: 190,
  openWindows: 6,
  windows: 8,
  warnings: { yellow: 0, red: 0 },
  prompts: 0,
});

/** Ten managers over HTTP, and the bulletins of the bureau with their files. The process that answers is one of its own. */
export async function benchBureau(
  settings: Settings,
  { halls, visits, seconds, say }: BureauOptions,
): Promise<BureauBench> {
  const child = fork(join(__dirname, 'bureau-server.js'), [String(MANAGERS)], {
    env: { ...process.env, ...environmentOf(settings), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const { url, tokens } = await readyOf<BureauReady>(child, 'the cockpit');
    const period = `from=${day(BENCH_DAYS)}&to=${day(1)}&by=hall`;
    let asked = 0;
    const page = async (): Promise<number> => {
      const token = tokens[asked++ % tokens.length] ?? '';
      const sizes = await Promise.all(
        PAGE.map(async (key) => (await bytesOf(token, `${url}/v1/metrics/${key}?${period}`)).byteLength),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    const began = performance.now();
    const bytes = await page();
    const firstMs = Math.round(performance.now() - began);
    await timeOf(page, MANAGERS, 2);
    const alone = await timeOf(page, 1, seconds);
    say(`the bureau's page alone: P95 ${String(alone.p95Ms)} ms`);
    const ten = await timeOf(page, MANAGERS, seconds);
    say(`ten managers at once: P95 ${String(ten.p95Ms)} ms`);
    const bulletinOf = (of: BulletinPeriod) => timesOf(url, tokens[0] ?? '', of, say);
    const bulletins = { week: await bulletinOf('week'), month: await bulletinOf('month') };
    return { halls, visits, alone, ten, firstMs, kibAPage: Math.round(bytes / 1024), bulletins };
  } finally {
    await stopPipeline(child);
  }
}

async function bytesOf(token: string, url: string, body?: object): Promise<ArrayBuffer> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const bytes = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${String(response.status)} ${new TextDecoder().decode(bytes)}`);
  return bytes;
}

async function timesOf(
  url: string,
  token: string,
  period: BulletinPeriod,
  say: (line: string) => void,
): Promise<BulletinTimes> {
  let began = performance.now();
  const took = (): number => {
    const sec = Number(((performance.now() - began) / 1000).toFixed(1));
    began = performance.now();
    return sec;
  };
  const made = Made.parse(
    JSON.parse(new TextDecoder().decode(await bytesOf(token, `${url}/v1/bulletins`, { period }))),
  );
  const makeSec = took();
  const fileSec: Record<string, number> = {};
  for (const format of BULLETIN_FORMATS) {
    await bytesOf(token, `${url}/v1/bulletins/${made.id}/file?format=${format}`);
    fileSec[format] = took();
  }
  say(`bulletin of a ${period}: ${String(makeSec)} s, its files ${JSON.stringify(fileSec)} s`);
  return { makeSec, fileSec, figures: made.document.figures.length };
}
