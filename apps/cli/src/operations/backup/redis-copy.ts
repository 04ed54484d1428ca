import { DEDUP_KEYS_PREFIX, DEDUP_WINDOW_KEY, LOG_KEYS, isPositionsKey, isStreamKey, streamKey } from '@cockpit/log';
import { LOG_PARTITIONS_KEY, MOST_PARTITIONS, createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/**
 * Copied keys: the log with its counts, the writer's work lists, tallies, and rejections waiting for Postgres. Live
 * snapshots, leases and jobs are recreated.
 */
const COPIED_KEYS = [LOG_KEYS, 'warehouse:*', 'source:*', 'quarantine:*'];
const ENTRIES_A_PAGE = 100;

const Entry = z.tuple([z.string(), z.array(z.string())]);
const Page = z.object({ stream: z.string(), entries: z.array(Entry) });
/** extent of a stream at the snapshot: first entry or '', and its last id */
const Ends = z.object({ stream: z.string(), first: z.string(), last: z.string() });
const Key = z.object({ key: z.string(), ttl: z.number(), dump: z.string() });
const Line = z.union([Key, Ends, Page]);
const Events = z.array(z.looseObject({ identity: z.string(), bodyHash: z.string() }));

const Copied = z.union([z.number(), z.instanceof(Buffer)]);
/**
 * One script, so that positions and counts match the streams.
 * KEYS keys, then streams
 * ARGV number of keys, then per stream the last copied entry
 * answer per key its time to live, ms, and its dump; then per stream the entries since, and its extent
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
 * Copies a consistent snapshot. Streams may be long, so they are read beforehand in pages; their entries never change,
 * so the snapshot adds only the newest entries and the extent, which drops entries trimmed meanwhile.
 * @throws when a key cannot be read
 */
export async function* copyRedis(settings: Settings): AsyncGenerator<string> {
  const redis = createRedis(settings, 'commands');
  try {
    // the number of streams at the snapshot is not known yet
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
      // empty: deleted since it was listed
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
  for (const match of COPIED_KEYS)
    for await (const found of redis.scanStream({ match, count: 1000 }))
      for (const key of z.array(z.string()).parse(found)) keys.add(key);
  // dedup keys are left out: those of waiting events are rebuilt from the stream, and the writer finds others in
  // ClickHouse
  return [...keys].filter((key) => !key.startsWith(DEDUP_KEYS_PREFIX) && !isStreamKey(key));
}

/** @param partitions for a log without stored number */
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
  // live snapshots are not copied, so the live state starts from the day's events
  if (isPositionsKey(key)) await redis.hdel(key, 'live', 'live:at');
}

/** Restores a stream's extent and the dedup keys of its entries, which may be in no table yet. */
async function endStream(redis: Redis, { stream, first, last }: z.infer<typeof Ends>): Promise<void> {
  // an empty stream must exist too: its new ids must be greater than the positions
  await redis.xgroup('CREATE', stream, 'restore', '0', 'MKSTREAM');
  await redis.xgroup('DESTROY', stream, 'restore');
  await (first === '' ? redis.xtrim(stream, 'MAXLEN', 0) : redis.xtrim(stream, 'MINID', first));
  await redis.call('XSETID', stream, last);
  const dedupKeys = `${DEDUP_KEYS_PREFIX}${(await redis.hget(DEDUP_WINDOW_KEY, 'window')) ?? '0'}`;
  for await (const entries of pagesOf(redis, stream)) {
    for (const [, [, events = '[]']] of entries) {
      const identities = Events.parse(JSON.parse(events)).flatMap(({ identity, bodyHash }) => [identity, bodyHash]);
      if (identities.length > 0) await redis.hset(dedupKeys, ...identities);
    }
  }
}
