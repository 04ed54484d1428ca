import { createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { batches, readLines } from './manifest';

/** The log with everything that counts it, what the writer has still to do, tallies, and rejects waiting for Postgres. Live pictures, leases and jobs make themselves anew. */
const KEPT = ['log:*', 'warehouse:*', 'source:*', 'quarantine:*'];
const Key = z.object({ key: z.string(), ttl: z.number(), dump: z.string() });

const Copied = z.union([z.number(), z.instanceof(Buffer)]);
/** answers for each key how long it lives, ms, and its value as RESTORE takes it; one script, so that nothing happens in between */
const COPY_SCRIPT = `
local copied = {}
for i, key in ipairs(KEYS) do
  copied[2 * i - 1] = redis.call('PTTL', key)
  copied[2 * i] = redis.call('DUMP', key) or ''
end
return copied
`;

async function onRedis<T>(settings: Settings, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = createRedis(settings, 'commands');
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/**
 * All of it as it stands at one instant, so that no identity is remembered whose event is not there too.
 * @throws when a key cannot be read
 */
export function copyRedis(settings: Settings): Promise<string[]> {
  return onRedis(settings, async (redis) => {
    const keys = new Set<string>();
    for (const match of KEPT) for await (const found of redis.scanStream({ match, count: 1000 })) for (const key of z.array(z.string()).parse(found)) keys.add(key);
    const names = [...keys];
    const copied = z.array(Copied).parse(await redis.callBuffer('EVAL', COPY_SCRIPT, names.length, ...names));
    const lines: string[] = [];
    for (const [i, key] of names.entries()) {
      const [ttl, dump] = copied.slice(2 * i, 2 * i + 2);
      // empty: gone since it was listed
      if (Buffer.isBuffer(dump) && dump.length > 0) lines.push(JSON.stringify({ key, ttl: Math.max(0, Number(ttl)), dump: dump.toString('base64') }));
    }
    return lines;
  });
}

export function restoreRedis(settings: Settings, dir: string, path: string): Promise<void> {
  return onRedis(settings, async (redis) => {
    for await (const lines of batches(readLines(dir, path), 100)) {
      for (const line of lines) {
        const { key, ttl, dump } = Key.parse(JSON.parse(line));
        await redis.restore(key, ttl, Buffer.from(dump, 'base64'), 'REPLACE');
        // live pictures are not in it: who makes them begins anew with the day's events
        if (/^log:\d+:positions$/.test(key)) await redis.hdel(key, 'live', 'live:at');
      }
    }
  });
}
