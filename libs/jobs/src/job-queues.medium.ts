import { setTimeout as sleep } from 'node:timers/promises';
import { HealthRegistry, WorkWatch } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { freshStores } from '../../../tests/support/engines';
import { defineJob } from './job';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';

it('runs what is to run again and again on, although Redis was emptied', async () => {
  const stores = await freshStores();
  const redis = new Redis(stores.redisUrl);
  const queues = new JobQueues(stores.settings);
  const workers = new JobWorkers(
    stores.settings,
    new Registry(),
    new WorkWatch(new HealthRegistry(), redis, stores.settings),
  );
  let runs = 0;
  const job = defineJob({ queue: 'again', payload: z.object({}), concurrency: 1 });
  const ranMore = async (): Promise<boolean> => {
    const before = runs;
    for (const end = performance.now() + 20_000; runs < before + 3 && performance.now() < end;) await sleep(20);
    return runs >= before + 3;
  };
  try {
    workers.register(job, () => Promise.resolve(String(++runs)));
    await queues.every(job, {}, 200);
    expect(await ranMore()).toBe(true);
    await redis.flushdb();
    await sleep(1000); // whatever was on its way has run
    expect(await ranMore()).toBe(true);
  } finally {
    await workers.beforeApplicationShutdown();
    await queues.onApplicationShutdown();
    redis.disconnect();
    await stores.dispose();
  }
});
