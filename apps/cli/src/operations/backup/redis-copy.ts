import { DEDUP_KEYS_PREFIX, DEDUP_WINDOW_KEY, LOG_KEYS, isPositionsKey, isStreamKey, streamKey } from '@cockpit/log';
import { LOG_PARTITIONS_KEY, MOST_PARTITIONS, createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** The log with everything that counts it, what the writer has still to do, tallies, and rejects waiting for Postgres. Live snapshots, leases and jobs make themselves anew. */
const KEPT = [LOG_KEYS, 'warehouse:*', 'source:*', 'quarantine:*'];
const ENTRIES_A_PAGE = 100;

const Entry = z.tuple([z.string(), z.array(z.string())]);
const Page = z.object({ stream: z.string(), entries: z.array(Entry) });
/** a stream at the one instant: its first entry, '' without any, and the last id it ever gave */
const Ends = z.object({ stream: z.string(), first: z.string(), last: z.string() });
const Key = z.object({ key: z.string(), ttl: z.number(), dump: z.string() });
const Line = z.union([Key, Ends, Page]);
const Events = z.array(z.looseObject({ identity: z.string(), bodyHash: z.string() }));

const Copied = z.union([z.number(), z.instanceof(Buffer)]);
/**
 * One script, so that nothing happens in between and positions and counts fit the streams.
 * KEYS   keys, then streams
 * ARGV   number of keys, then for each stream the last entry that is copied already
 * answer for each key how long it lives, ms, and its value as RESTORE takes it; then lines: for each stream the entries since, and its ends
 */
const COPY_SCRIPT = `
local n, copied = tonumber(ARGV[1]), {}
for i = 1, n do
  copied[2 * i - 1] = redis.call('PTTL', KEYS[i])
  copied[2 * i] = redis.call('DUMP', KEYS[i]) or ''
end
for i = n + 1, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    local tail = redis.call('XRANGE', KEYS[i], '(' .. ARGV[1 + i - n], '+')
    if #tail > 0 then copied[#copied + 1] = cjson.encode({ stream = KEYS[i], entries = tail }) end
    local first, last = redis.call('XRANGE', KEYS[i], '-', '+', 'COUNT', 1)[1], nil
    local told = redis.call('XINFO', 'STREAM', KEYS[i])
    for k = 1, #told, 2 do if told[k] == 'last-generated-id' then last = told[k + 1] end end
    copied[#copied + 1] = cjson.encode({ stream = KEYS[i], first = first and first[1] or '', last = last })
  end
end
return copied
`;

/**
 * All of it as it stands at one instant. A stream is read beforehand, page by page, because it can be long: its entries never
 * change, so at the instant only what came last is missing, and what the writer took away meanwhile is left out by its ends.
 * @throws when a key cannot be read
 */
export async function* copyRedis(settings: Settings): AsyncGenerator<string> {
  const redis = createRedis(settings, 'commands');
  try {
    // whatever their number is at the one instant
    const streams = Array.from({ length: MOST_PARTITIONS }, (_, partition) => streamKey(partition));
    const copiedTo: string[] = [];
    for (const stream of streams) {
      let last = '0-0';
      for await (const entries of pagesOf(redis, stream)) {
        last = entries.at(-1)?.[0] ?? last;
        yield JSON.stringify({ stream, entries });
      }
      copiedTo.push(last);
    }
    const names = await keysOf(redis);
    const copied = z
      .array(Copied)
      .parse(
        await redis.callBuffer(
          'EVAL',
          COPY_SCRIPT,
          names.length + streams.length,
          ...names,
          ...streams,
          names.length,
          ...copiedTo,
        ),
      );
    for (const [i, key] of names.entries()) {
      const [ttl, dump] = copied.slice(2 * i, 2 * i + 2);
      // empty: gone since it was listed
      if (Buffer.isBuffer(dump) && dump.length > 0)
        yield JSON.stringify({ key, ttl: Math.max(0, Number(ttl)), dump: dump.toString('base64') });
    }
    for (const line of copied.slice(2 * names.length)) yield line.toString();
  } finally {
    redis.disconnect();
  }
}

async function* pagesOf(redis: Redis, stream: string): AsyncGenerator<z.infer<typeof Entry>[]> {
  for (let from = '-'; ;) {
    const entries = z.array(Entry).parse(await redis.xrange(stream, from, '+', 'COUNT', ENTRIES_A_PAGE));
    const last = entries.at(-1);
    if (last) yield entries;
    if (!last || entries.length < ENTRIES_A_PAGE) return;
    from = `(${last[0]}`;
  }
}

async function keysOf(redis: Redis): Promise<string[]> {
  const keys = new Set<string>();
  for (const match of KEPT)
    for await (const found of redis.scanStream({ match, count: 1000 }))
      for (const key of z.array(z.string()).parse(found)) keys.add(key);
  // identities of days: those of what waits are taken from the stream again, the others the writer asks ClickHouse for
  return [...keys].filter((key) => !key.startsWith(DEDUP_KEYS_PREFIX) && !isStreamKey(key));
}

/** @param partitions of a log that did not note their number itself */
export async function restoreRedis(
  settings: Settings,
  lines: AsyncIterable<string>,
  partitions?: number,
): Promise<void> {
  const redis = createRedis(settings, 'commands');
  try {
    for await (const text of lines) {
      const line = Line.parse(JSON.parse(text));
      if ('key' in line) await restoreKey(redis, line);
      else if ('entries' in line)
        await Promise.all(line.entries.map(([id, fields]) => redis.xadd(line.stream, id, ...fields)));
      else await endStream(redis, line);
    }
    if (partitions !== undefined) await redis.set(LOG_PARTITIONS_KEY, partitions, 'NX');
  } finally {
    redis.disconnect();
  }
}

async function restoreKey(redis: Redis, { key, ttl, dump }: z.infer<typeof Key>): Promise<void> {
  await redis.restore(key, ttl, Buffer.from(dump, 'base64'), 'REPLACE');
  // live snapshots are not in it: who makes them begins anew with the day's events
  if (isPositionsKey(key)) await redis.hdel(key, 'live', 'live:at');
}

/** Its ends as they were, and what is in it remembered: no table may know of it yet. */
async function endStream(redis: Redis, { stream, first, last }: z.infer<typeof Ends>): Promise<void> {
  // an empty stream is a stream too: the ids it gives must be younger than the positions
  await redis.xgroup('CREATE', stream, 'restore', '0', 'MKSTREAM');
  await redis.xgroup('DESTROY', stream, 'restore');
  await (first === '' ? redis.xtrim(stream, 'MAXLEN', 0) : redis.xtrim(stream, 'MINID', first));
  await redis.call('XSETID', stream, last);
  const dedupKeys = `${DEDUP_KEYS_PREFIX}${(await redis.hget(DEDUP_WINDOW_KEY, 'window')) ?? '0'}`;
  for await (const entries of pagesOf(redis, stream)) {
    for (const [, [, events = '[]']] of entries) {
      const known = Events.parse(JSON.parse(events)).flatMap(({ identity, bodyHash }) => [identity, bodyHash]);
      if (known.length > 0) await redis.hset(dedupKeys, ...known);
    }
  }
}
