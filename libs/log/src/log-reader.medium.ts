import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createRedis, loadSettings } from '@cockpit/platform';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { streamKey } from './keys';
import { LogPositions, LogReader } from './log-reader';

/** An address of this machine where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `redis://127.0.0.1:${String(port)}`;
}

// the pause before the next try grows from 50 ms to 2 s: some of these end within it, others while it is trying
it.each([20, 120, 300, 700, 1500])(
  'stops reading when it is told to, although Redis is away (%s ms)',
  async (after) => {
    const redisUrl = await deadUrl();
    const settings = loadSettings({
      REDIS_URL: redisUrl,
      POSTGRES_URL: 'postgres://127.0.0.1:1/x',
      CLICKHOUSE_URL: 'http://127.0.0.1:1',
      COCKPIT_SECRET: 'a secret of the tests, long enough to be one',
    });
    const redis = new Redis(redisUrl, { lazyConnect: true });
    const stop = new AbortController();
    const ended = (async () => {
      let batches = 0;
      for await (const entries of new LogReader(redis, settings, new LogPositions(redis)).tail({
        partition: 0,
        from: '0-0',
        signal: stop.signal,
        waitMs: 200,
        onGap: () => undefined,
      }))
        batches += entries.length;
      return batches;
    })();
    await sleep(after);
    stop.abort();
    expect(await Promise.race([ended, sleep(3_000, 'still reading', { ref: false })])).toBe(0);
    redis.disconnect();
  },
);

describe('reading on', () => {
  let stores: Stores;
  let redis: Redis;
  beforeAll(async () => {
    stores = await freshStores();
    redis = createRedis(stores.settings, 'commands');
  });
  afterAll(async () => {
    redis.disconnect();
    await stores.dispose();
  });

  /** Appends entries 1 to 4, lets them be read, and then does `meanwhile` before the next read. @returns what the reader was told */
  async function read(partition: number, meanwhile: () => Promise<unknown>): Promise<string[]> {
    const told: string[] = [];
    const append = (from: number, to: number): Promise<unknown> =>
      Promise.all(
        Array.from({ length: to - from + 1 }, (_, i) =>
          redis.xadd(streamKey(partition), `${String(from + i)}-0`, 'b', '[]'),
        ),
      );
    await append(1, 4);
    for await (const entries of new LogReader(redis, stores.settings, new LogPositions(redis)).tail({
      partition,
      from: '0-0',
      signal: AbortSignal.timeout(20_000),
      onGap: (after) => told.push(`gap after ${after}`),
    })) {
      told.push(...entries.map(({ entryId }) => entryId));
      if (told.length > 4) break;
      await append(5, 64);
      await meanwhile();
    }
    return told;
  }

  it('behind entries that were trimmed away tells of it first', async () => {
    const told = await read(0, () => redis.xtrim(streamKey(0), 'MAXLEN', '=', 1));
    expect(told).toEqual(['1-0', '2-0', '3-0', '4-0', 'gap after 4-0', '64-0']);
  });

  it('where only what was read is trimmed away tells of nothing', async () => {
    const told = await read(1, () => redis.xtrim(streamKey(1), 'MINID', '=', '4-0'));
    expect(told.filter((one) => one.startsWith('gap'))).toEqual([]);
    expect(told).toHaveLength(64);
  });
});
