import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeChannel } from '@cockpit/access';
import { Redis } from 'ioredis';
import { ownRedis } from '../../../tests/support/own-redis';
import { StreamHub } from './api/stream-hub';

describe('a line to Redis that broke', () => {
  // lines are counted and cut, and channels reach every database of a server
  let own: Awaited<ReturnType<typeof ownRedis>>;
  let redis: Redis;
  beforeAll(async () => {
    own = await ownRedis();
    redis = new Redis(own.settings.redisUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    await own.dispose();
  });
  const followers = async (): Promise<number> =>
    String(await redis.client('LIST'))
      .split('\n')
      .filter((line) => line.includes('cmd=xread')).length;
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    for (const end = performance.now() + 20_000; !(await holds()) && performance.now() < end;) await sleep(20);
  };

  it('makes up for a change of the organisation that was told meanwhile', async () => {
    const channel = new ChangeChannel(own.settings, redis, 'organisation:changed');
    let told = 0;
    channel.onChange(() => {
      told += 1;
    });
    await until(() => told === 1);
    await redis.publish('organisation:changed@0', '');
    await until(() => told === 2);
    await redis.client('KILL', 'TYPE', 'pubsub');
    await redis.publish('organisation:changed@0', '');
    await until(() => told === 3);
    channel.close();
    expect(told).toBe(3);
  });

  it('leaves nothing behind for a screen that could not be served', async () => {
    const broken = new Redis(own.settings.redisUrl, { lazyConnect: true });
    broken.disconnect();
    const hub = new StreamHub(own.settings, broken);
    await expect(hub.subscribe('H1', null, () => undefined)).rejects.toThrow('closed');
    await sleep(500); // the follower's own line would be there by now
    expect(await followers()).toBe(0);
    hub.beforeApplicationShutdown();
  });
});
