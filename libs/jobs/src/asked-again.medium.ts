import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HealthRegistry, WorkWatch } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { defineJob, pauseAfter, type JobDefinition } from './job';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';

const LIBS = join(__dirname, '..', '..');

/** Every kind of job that is put in line by an id: those that run again and again by a schedule stay in their files. */
function kinds(): JobDefinition<unknown>[] {
  const files = readdirSync(LIBS, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(job|jobs)\.ts$/.test(file) && readFileSync(join(LIBS, file), 'utf8').includes('defineJob({'),
  );
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by their names
  const all = files.flatMap((file) => Object.values(require(join(LIBS, file)) as Record<string, unknown>));
  return all.filter((one) => typeof one === 'object' && one !== null && 'queue' in one) as JobDefinition<unknown>[];
}

let stores: Stores;
let redis: Redis;
let queues: JobQueues;
let workers: JobWorkers;

beforeAll(async () => {
  stores = await freshStores({ JOB_LOCK_MS: '1000' });
  redis = new Redis(stores.redisUrl);
  queues = new JobQueues(stores.settings);
  workers = new JobWorkers(
    stores.settings,
    new Registry(),
    new WorkWatch(new HealthRegistry(), redis, stores.settings),
  );
});

afterAll(async () => {
  await workers.beforeApplicationShutdown();
  await queues.onApplicationShutdown();
  redis.disconnect();
  await stores.dispose();
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await holds());) {
    if (performance.now() > end) throw new Error('it never came to hold');
    await sleep(20);
  }
}

it('runs a job of every kind that is asked for again after it has failed for good', async () => {
  const found = kinds();
  expect(found.map(({ queue }) => queue)).toEqual(
    expect.arrayContaining(['hall-plan', 'hall-tick', 'learn-hall', 'matter-instant', 'prompt-effect', 'prompt-seen']),
  );
  for (const kind of found) {
    const job = { ...kind, payload: z.object({ of: z.string() }), options: { ...kind.options, attempts: 1 } };
    const done: string[] = [];
    let isBroken = true;
    workers.register(job, ({ of }) => {
      if (isBroken) throw new Error('the store is away');
      done.push(of);
      return Promise.resolve('done');
    });
    await queues.add(job, { of: 'first' }, 'stable');
    await until(async () => (await queues.named(job.queue).getFailedCount()) === 1);
    isBroken = false;
    await queues.add(job, { of: 'again' }, 'stable');
    await until(() => done.length > 0);
    // done once, it is not done again
    await queues.add(job, { of: 'a third time' }, 'stable');
    await sleep(100);
    expect([job.queue, ...done]).toEqual([job.queue, 'again']);
  }
});

it('does not run a job twice at once while its process is busy for less than a lock', async () => {
  const job = defineJob({ queue: 'busy', payload: z.object({}), concurrency: 2 });
  let runs = 0;
  workers.register(job, () => {
    runs += 1;
    for (const end = performance.now() + 900; performance.now() < end;);
    return Promise.resolve('done');
  });
  await queues.add(job, {}, 'one');
  await until(async () => (await queues.named('busy').getCompletedCount()) === 1);
  expect(runs).toBe(1);
});

it('tries for minutes, so long as a store may be away, and at first within a second', () => {
  const { attempts = 0 } = defineJob({ queue: 'any', payload: z.object({}), concurrency: 1 }).options;
  const pauses = Array.from({ length: attempts - 1 }, (_, i) => pauseAfter(i + 1, 1));
  expect(pauses[0]).toBeLessThan(1000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(7 * 60_000);
});
