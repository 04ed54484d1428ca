import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** How many partitions the log has, noted in Redis when it is first used: a hall is looked for in the partition that this number gives it. */
export const LOG_PARTITIONS_KEY = 'log:partitions';
export const MOST_PARTITIONS = 256;

const AGAIN_MS = 500;
const REDIS_WITHIN_MS = 30_000;

/**
 * Notes the number of partitions unless it is noted, above Redis' limit as well. A log that is older than the note has as many as it has
 * streams and positions: whoever followed it has noted where it stands in each.
 * KEYS   the number
 * ARGV   number for a new log
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
 * How many partitions the log has.
 * @param ofNew how many a log gets that is used for the first time
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

/** The number that is noted; null: nobody has used the log yet. */
export async function notedPartitions(redis: Redis): Promise<number | null> {
  const noted = await redis.get(LOG_PARTITIONS_KEY);
  return noted === null ? null : Number(noted);
}
