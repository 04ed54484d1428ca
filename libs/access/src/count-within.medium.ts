import { Redis } from 'ioredis';
import { freshStores } from '../../../tests/support/engines';
import { countWithin } from './count-within';

it('counts for a while and forgets, also what was taken back after it had run out', async () => {
  const stores = await freshStores();
  const redis = new Redis(stores.redisUrl);
  try {
    expect(await countWithin(redis, 'fresh', 60)).toEqual({ count: 1, leftSec: 60 });
    expect(await countWithin(redis, 'fresh', 600)).toMatchObject({ count: 2 });
    expect(await redis.ttl('fresh')).toBeLessThanOrEqual(60);
    await redis.decr('ran-out');
    expect(await countWithin(redis, 'ran-out', 60)).toEqual({ count: 0, leftSec: 60 });
    expect(await redis.ttl('ran-out')).toBeGreaterThan(0);
  } finally {
    redis.disconnect();
    await stores.dispose();
  }
});
