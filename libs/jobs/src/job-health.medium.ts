import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { HealthRegistry, WorkWatch } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { freshStores } from '../../../tests/support/engines';
import { defineJob } from './job';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';

/** 1.2 s */
const WORK_STALLED_MIN = 0.02;

it('is ill while work goes on failing, and well when nothing of it waits any more', async () => {
  const stores = await freshStores();
  const settings = { ...stores.settings, workStalledMin: WORK_STALLED_MIN };
  const redis = new Redis(stores.redisUrl);
  const health = new HealthRegistry();
  const queues = new JobQueues(settings);
  const workers = new JobWorkers(settings, new Registry(), new WorkWatch(health, redis, settings));
  const job = defineJob({ queue: 'broken', payload: z.object({}), concurrency: 1 });
  Object.assign(job.options, { attempts: 1 });
  const said = async (): Promise<string | undefined> => (await health.run()).checks['work:job-broken'];
  const until = async (good: (told: string | undefined) => boolean, meanwhile = () => Promise.resolve()) => {
    for (const end = performance.now() + 30_000; !good(await said());) {
      if (performance.now() > end) throw new Error(`health goes on saying: ${String(await said())}`);
      await meanwhile();
      await sleep(100);
    }
  };
  const ask = () => queues.add(job, {}, randomUUID());
  try {
    workers.register(job, () => Promise.reject(new Error('no way')));
    await until((told) => told?.includes('none was done') === true, ask);
    // as long as others follow
    for (let i = 0; i < 40; i += 1) {
      await ask();
      expect(await said()).toContain('none was done');
      await sleep(100);
    }
    await until((told) => told === 'ok');
  } finally {
    await workers.beforeApplicationShutdown();
    await queues.onApplicationShutdown();
    redis.disconnect();
    await stores.dispose();
  }
});
