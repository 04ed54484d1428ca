import { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { Attempts } from './attempts';

describe('attempts', () => {
  let stores: Stores;
  let redis: Redis;
  beforeAll(async () => {
    stores = await freshStores();
    redis = new Redis(stores.redisUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    await stores.dispose();
  });
  const attempts = (kind: string, limit: number, withinSec = 600) =>
    new Attempts(redis, { kind, limit, withinSec, refusal: 'too many attempts' });
  const REFUSED = { code: 'too-many-attempts', status: 429 };

  it('are let through up to the limit, also of a hundred at once, and each counts for itself', async () => {
    const door = attempts('at-once', 7);
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => door.count('somebody')));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    await door.count('somebody else');
  });

  it('say when to come back', async () => {
    const door = attempts('told', 1, 600);
    await door.count('a');
    const refused = await door.count('a').catch((error: unknown) => error);
    expect(refused).toMatchObject(REFUSED);
    const after = Number((refused as { headers: Record<string, string> }).headers['retry-after']);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(600);
  });

  it('do not count once they are taken back or forgotten', async () => {
    const door = attempts('good', 1);
    for (let i = 0; i < 3; i += 1) {
      await door.count('a');
      await door.takeBack('a');
    }
    await door.count('a');
    await expect(door.count('a')).rejects.toMatchObject(REFUSED);
    await door.forget('a');
    await door.count('a');
  });

  it('are forgotten in time, also where one was taken back after its time had run out', async () => {
    const door = attempts('late', 5, 60);
    await door.takeBack('a');
    expect(await redis.ttl('late:a')).toBeGreaterThan(0);
    // as an older version left it: without an end
    await redis.set('late:b', '3');
    await door.count('b');
    expect(await redis.ttl('late:b')).toBeGreaterThan(0);
  });

  it('are no refusal when Redis does not answer', async () => {
    const gone = new Redis({
      host: '127.0.0.1',
      port: 1,
      lazyConnect: true,
      retryStrategy: null,
      maxRetriesPerRequest: 0,
    });
    gone.on('error', () => undefined);
    const door = new Attempts(gone, { kind: 'gone', limit: 1, withinSec: 60, refusal: 'too many' });
    await expect(door.count('a')).rejects.not.toMatchObject(REFUSED);
    gone.disconnect();
  });
});
