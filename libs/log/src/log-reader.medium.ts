import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { loadSettings } from '@cockpit/platform';
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
