import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/**
 * Redis key with the log's number of partitions, stored at first use. It decides which partition a hall's events are
 * in.
 */
export const LOG_PARTITIONS_KEY = 'log:partitions';
export const MOST_PARTITIONS = 256;

const AGAIN_MS = 500;
const REDIS_WITHIN_MS = 30_000;

/**
 * Stores the number of partitions unless one is stored, also above Redis' memory limit. A log older than this key has
 * as many partitions as it has streams and positions.
 * KEYS the number
 * ARGV number for a new log
 * answer the number
 */
const PARTITIONS_SCRIPT = `
redis.call('HDEL', KEYS[1] .. ':never', '')
local noted = redis.call('GET', KEYS[1])
if noted then return tonumber(noted) end
local number = tonumber(ARGV[1])
for p = ${String(MOST_PARTITIONS)} - 1, 0, -1 do
  if redis.call('EXISTS', 'log:' .. p, 'log:' .. p .. ':positions') > 0 then
    number = p + 1
    break
  end
end
redis.call('SET', KEYS[1], number)
return number
`;

/**
 * Number of partitions of the log.
 * @param ofNew number for a log that is used for the first time
 * @throws when Redis does not answer for half a minute
 */
export async function partitionsOfLog(redis: Redis, ofNew: number): Promise<number> {
  for (const end = performance.now() + REDIS_WITHIN_MS; ;) {
    try {
      return Number(await redis.eval(PARTITIONS_SCRIPT, 1, LOG_PARTITIONS_KEY, ofNew));
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

/** The stored number; null when the log was never used. */
export async function notedPartitions(redis: Redis): Promise<number | null> {
  const stored = await redis.get(LOG_PARTITIONS_KEY);
  return stored === null ? null : Number(stored);
}
