import { createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { DEPTH_KEY, LANDED_KEY } from './keys';
import { LogPositions } from './log-reader';

let stores: Stores;
let redis: Redis;
let positions: LogPositions;
beforeAll(async () => {
  stores = await freshStores();
  redis = createRedis(stores.settings, 'commands');
  positions = new LogPositions(redis);
});
afterAll(async () => {
  redis.disconnect();
  await stores.dispose();
});

describe('how far a consumer has come', () => {
  it('counts what landed once, however often it is told', async () => {
    await redis.set(DEPTH_KEY, 10);
    const save = () => positions.save('writer', 0, '7-0', new Map([['s', 4]]), '0-0');
    await save();
    // the answer was lost on the way and the same call came again
    await save();
    expect([await redis.get(DEPTH_KEY), await redis.hget(LANDED_KEY, 's'), await positions.of('writer', 0)]).toEqual(['6', '4', '7-0']);
  });

  it('is not moved by one who was stopped while another went on', async () => {
    await positions.save('writer', 1, '5-0', new Map([['t', 5]]), '0-0');
    await expect(positions.save('writer', 1, '9-0', new Map([['t', 9]]), '0-0')).rejects.toThrow('somebody else');
    expect([await positions.of('writer', 1), await redis.hget(LANDED_KEY, 't')]).toEqual(['5-0', '5']);
  });
});
