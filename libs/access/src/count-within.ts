import type { Redis } from 'ioredis';

const COUNT = `
local n = redis.call('INCR', KEYS[1])
-- also one that was taken back after it had run out: it would stand there, and count, for ever
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {n, redis.call('TTL', KEYS[1])}`;

/** Counts one more under a key that forgets after `windowSec`; atomic, so that a hundred at once are a hundred. */
export async function countWithin(
  redis: Redis,
  key: string,
  windowSec: number,
): Promise<{ count: number; leftSec: number }> {
  const [count, leftSec] = (await redis.eval(COUNT, 1, key, windowSec)) as [number, number];
  return { count, leftSec: Math.max(1, leftSec) };
}
