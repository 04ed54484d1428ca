import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@cockpit/engines';
import { loadSettings, type Settings } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { startRedis } from '../../engines/src/redis';
import { engineOptions } from '../../../tests/support/engine-dir';
import { StreamHub } from './api/stream-hub';
import { LiveSignals } from './live-signals';

describe('a line to Redis that broke', () => {
  // a Redis of its own: lines are counted and cut, and channels reach every database of a server
  const { options, clean } = engineOptions(0);
  let server: Awaited<ReturnType<typeof startRedis>>;
  let settings: Settings;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis({ ...options, port: await freePort() });
    settings = loadSettings({ REDIS_URL: server.url, COCKPIT_SECRET: 'a secret of the tests, long enough to be one' });
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
    clean();
  });
  const followers = async (): Promise<number> => String(await redis.client('LIST')).split('\n').filter((line) => line.includes('cmd=xread')).length;
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    for (const end = performance.now() + 20_000; !(await holds()) && performance.now() < end;) await sleep(20);
  };

  it('makes up for a change of the organisation that was told meanwhile', async () => {
    const signals = new LiveSignals(settings);
    let told = 0;
    signals.onOrganisation(() => { told += 1; });
    await signals.onModuleInit();
    await until(() => told === 1);
    await redis.publish('organisation:changed', '');
    await until(() => told === 2);
    await redis.client('KILL', 'TYPE', 'pubsub');
    await redis.publish('organisation:changed', '');
    await until(() => told === 3);
    signals.onApplicationShutdown();
    expect(told).toBe(3);
  });

  it('leaves nothing behind for a screen that could not be served', async () => {
    const broken = new Redis(server.url, { lazyConnect: true });
    broken.disconnect();
    const hub = new StreamHub(settings, broken);
    await expect(hub.subscribe('H1', null, () => undefined)).rejects.toThrow('closed');
    await sleep(500); // the follower's own line would be there by now
    expect(await followers()).toBe(0);
    hub.beforeApplicationShutdown();
  });
});
