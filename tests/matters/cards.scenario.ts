import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CardIssuer, Instants } from '@cockpit/matters';
import { Redis } from 'ioredis';
import { bootApp } from '../support/engines';
import { Desk, WorkerOnly, WithoutWorker, caseEvent, until, type Sent } from './support';

const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
const due = (caseId: string, dueAt: string): Sent =>
  caseEvent('hall.case.accepted', caseId, soon(-3_600_000), {
    kind: 'order',
    channel: 'phone',
    unit: 'approval',
    hallId: 'H32',
    dueAt,
  });
const redOf = async (desk: Desk) =>
  (await desk.cards('?state=all&kind=red&limit=1000')).map((card) => card.caseId).sort();
const named = (n: number): string[] => Array.from({ length: n }, (_, i) => `d${String(i).padStart(3, '0')}`);

describe('cards fall due', () => {
  let desk: Desk;
  afterEach(async () => {
    await desk.close();
  });

  it('at their instant, each once, with two workers and an emptied Redis', async () => {
    desk = await Desk.open();
    const second = await bootApp(desk.stores, WorkerOnly);
    const redis = new Redis(desk.stores.redisUrl);
    try {
      const instant = soon(15_000);
      await desk.send(named(200).map((caseId) => due(caseId, instant)));
      await desk.settled();
      expect(await redOf(desk)).toEqual([]);
      expect(await desk.running.app.get(Instants).putInLine()).toBeGreaterThan(0);
      // everything in Redis goes: jobs, schedules, live snapshots
      await redis.flushdb();
      await until(
        () => redOf(desk),
        (cards) => cards.length === 200,
        60_000,
      );
      // both again, at once, by hand
      const issuers = [desk.running.app.get(CardIssuer), second.app.get(CardIssuer)];
      expect(
        (await Promise.all([...issuers, ...issuers].map((issuer) => issuer.sweep()))).reduce((a, b) => a + b),
      ).toBe(0);
      expect(await redOf(desk)).toEqual(named(200));
    } finally {
      redis.disconnect();
      await second.close();
    }
  });

  it('by a job at the instant, before any sweep of its own', async () => {
    desk = await Desk.open();
    const at = Date.now() + 10_000;
    await desk.send([due('j1', new Date(at).toISOString())]);
    await desk.settled();
    await desk.running.app.get(Instants).putInLine();
    await desk.running.app.get(Instants).putInLine();
    const [card] = await until(
      () => desk.cards('?state=all&kind=red'),
      (cards) => cards.length > 0,
    );
    expect(Date.parse(card?.issuedAt ?? '') - at).toBeLessThan(4_000);
  });

  it('also when the worker is killed in the middle of it', async () => {
    desk = await Desk.open(WithoutWorker);
    const ids = named(300);
    await desk.send(ids.map((caseId) => due(caseId, soon(-60_000))));
    for (const moment of [0, 60, 250]) {
      const worker = await startWorker(desk);
      await sleep(moment);
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
    const worker = await startWorker(desk);
    try {
      await until(
        () => redOf(desk),
        (cards) => cards.length >= ids.length,
        60_000,
      );
      expect(await redOf(desk)).toEqual(ids);
    } finally {
      worker.kill('SIGTERM');
      await once(worker, 'exit');
    }
  });
});

/** A worker in a process of its own, with nothing but matters in it; returns when it has begun. */
async function startWorker({ stores: { settings } }: Desk): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, '../live/ts-require.cjs'), join(__dirname, 'worker-process.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        TZ: process.env['TZ'],
        PORT: '0',
        REDIS_URL: settings.redisUrl,
        POSTGRES_URL: settings.postgresUrl,
        POSTGRES_POOL: '4',
        CLICKHOUSE_URL: settings.clickhouseUrl,
        CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
        COCKPIT_SECRET: settings.secret,
        DATA_DIR: settings.dataDir,
        LOG_LEVEL: 'error',
      },
    },
  );
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => {
      fail(new Error(`the worker ended with ${String(code)} before it was ready`));
    });
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) done();
    });
  });
  return child;
}
