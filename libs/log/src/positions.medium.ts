import { setTimeout as sleep } from 'node:timers/promises';
import { createRedis } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { DEPTH_KEY, STORED_KEY, positionsKey, streamKey } from './keys';
import { LogPositions, LogReader } from './log-reader';

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
  it('counts what was stored once, however often it is told', async () => {
    await redis.set(DEPTH_KEY, 10);
    const save = () => positions.save('writer', 0, '7-0', new Map([['s', 4]]), '0-0');
    await save();
    // the answer was lost on the way and the same call came again
    await save();
    expect([await redis.get(DEPTH_KEY), await redis.hget(STORED_KEY, 's'), await positions.read('writer', 0)]).toEqual([
      '6',
      '4',
      '7-0',
    ]);
  });

  it('is not moved by one who was stopped while another went on', async () => {
    await positions.save('writer', 1, '5-0', new Map([['t', 5]]), '0-0');
    await expect(positions.save('writer', 1, '9-0', new Map([['t', 9]]), '0-0')).rejects.toThrow('somebody else');
    expect([await positions.read('writer', 1), await redis.hget(STORED_KEY, 't')]).toEqual(['5-0', '5']);
  });

  /** entries too large to share a node of the stream: those are trimmed one by one */
  async function logged(partition: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await redis.xadd(streamKey(partition), '*', 'b', 'x'.repeat(5000))) ?? '');
    return ids;
  }
  const silentFor = async (consumer: string, partition: number, sec: number): Promise<unknown> =>
    redis.hincrby(positionsKey(partition), `${consumer}:at`, -sec);

  it('leaves in the log what the writer has not stored, however long the writer has been silent', async () => {
    const [first = '', , , , last = ''] = await logged(2);
    await positions.save('writer', 2, first);
    await silentFor('writer', 2, 86_400);
    await positions.save('live', 2, last);
    expect((await redis.xrange(streamKey(2), `(${first}`, '+')).length).toBe(4);
    await positions.save('writer', 2, last);
    expect(await redis.xlen(streamKey(2))).toBe(1);
  });

  it('keeps the log for who has only just taken a place at its beginning', async () => {
    const [, , , , last = ''] = await logged(4);
    await positions.save('live', 4, '0-0');
    await positions.save('writer', 4, last);
    expect(await redis.xlen(streamKey(4))).toBe(5);
  });

  it('keeps the log for who stands still through a quiet night', async () => {
    const [first = '', , , , last = ''] = await logged(5);
    await positions.save('live', 5, first);
    await silentFor('live', 5, 30_000);
    const night = new AbortController();
    const beating = new LogReader(redis, stores.settings, positions).keepBeating('live', 5, night.signal, 10);
    const isHeard = async (): Promise<boolean> =>
      Number((await redis.time())[0]) - Number(await redis.hget(positionsKey(5), 'live:at')) < 60;
    for (const end = performance.now() + 20_000; !(await isHeard()) && performance.now() < end;) await sleep(10);
    night.abort();
    await beating;
    await positions.save('writer', 5, last);
    expect([await redis.xlen(streamKey(5)), await positions.read('live', 5)]).toEqual([5, first]);
  });

  it('does not keep the log for a snapshot nobody makes any more', async () => {
    const [first = '', , , , last = ''] = await logged(3);
    await positions.save('live', 3, first);
    await positions.save('writer', 3, last);
    expect(await redis.xlen(streamKey(3))).toBe(5);
    await silentFor('live', 3, 601);
    await positions.save('writer', 3, last);
    expect(await redis.xlen(streamKey(3))).toBe(1);
  });
});
