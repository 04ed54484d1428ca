import { setTimeout as sleep } from 'node:timers/promises';
import { HealthRegistry, WorkWatch } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { freshStores } from '../../../tests/support/engines';
import { defineJob } from './job';
import { JobQueues } from './job-queues';
import { JobStates } from './job-states';
import { JobWorkers } from './job-workers';

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (const end = performance.now() + 30_000; !(await holds());) {
    if (performance.now() > end) throw new Error('it never came to hold');
    await sleep(50);
  }
};

it('tells what failed and why, and has it done again once the reason is gone', async () => {
  const stores = await freshStores();
  const redis = new Redis(stores.redisUrl);
  const queues = new JobQueues(stores.settings);
  const watch = new WorkWatch(new HealthRegistry(), redis, stores.settings);
  const workers = new JobWorkers(stores.settings, new Registry(), watch);
  const states = new JobStates(redis, queues);
  const once = defineJob({ queue: 'once', payload: z.object({ hall: z.string() }), concurrency: 1 });
  const again = defineJob({ queue: 'again', payload: z.object({}), concurrency: 1 });
  // four pauses of seconds are not what is tested
  Object.assign(once.options, { attempts: 2, backoff: 10 });
  const done: string[] = [];
  let isBroken = true;
  try {
    workers.register(once, ({ hall }) => {
      if (isBroken) throw new Error(`no plan for ${hall}`);
      done.push(hall);
      return Promise.resolve('done');
    });
    workers.register(again, () => Promise.resolve('done'));
    await queues.every(again, {}, 200);
    for (const hall of ['H1', 'H2']) await queues.add(once, { hall }, `plan-${hall}`);
    await until(async () => (await states.failed('once')).length === 2);
    expect(await states.all(Date.now())).toMatchObject([
      { queue: 'again', everyMs: 200, nextAt: expect.any(String) as string, late: false, failed: 0, lastFailure: null },
      {
        queue: 'once',
        waiting: 0,
        active: 0,
        failed: 2,
        everyMs: null,
        nextAt: null,
        late: false,
        lastFailure: { id: 'plan-H2', attempts: 2, reason: 'no plan for H2' },
      },
    ]);
    expect((await states.failed('once')).map(({ id }) => id)).toEqual(['plan-H2', 'plan-H1']);

    // what is asked for has no time that could be missed
    const later = async (ms: number) =>
      (await states.all(Date.now() + ms)).map(({ queue, late }) => [queue, late] as const);
    expect(await later(50_000)).toEqual([
      ['again', false],
      ['once', false],
    ]);
    expect(await later(70_000)).toEqual([
      ['again', true],
      ['once', false],
    ]);

    isBroken = false;
    expect(await states.retry('once')).toBe(2);
    await until(() => Promise.resolve(done.length === 2));
    expect(done.sort()).toEqual(['H1', 'H2']);
    await until(async () => (await states.failed('once')).length === 0);
    expect(await states.retry('once')).toBe(0);
    expect(await Promise.all([states.isKnown('once'), states.isKnown('unheard-of')])).toEqual([true, false]);
  } finally {
    await workers.beforeApplicationShutdown();
    await queues.onApplicationShutdown();
    redis.disconnect();
    await stores.dispose();
  }
});
