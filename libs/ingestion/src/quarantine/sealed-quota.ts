import { onceKey, onceScript } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const MIB = 1024 * 1024;
const DAY_SEC = 86_400;
/** limit per source and day */
export const MOST_SEALED_MIB = 256;

/** KEYS count, token of the call; ARGV bytes, seconds to keep the count. Answers the day's total bytes. */
const COUNT_SCRIPT = onceScript(`
local counted = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return counted
`);

/** Limits encrypted bodies per source and day, so that no source fills the disk. */
export class SealedQuota {
  constructor(private readonly redis: Redis) {}

  /** whether the source may store this many more bytes today; counts them in any case */
  async reserve(source: string, bytes: number, now: number): Promise<boolean> {
    const key = `quarantine:sealed:${new Date(now).toISOString().slice(0, 10)}:${source}`;
    const counted = await this.redis.eval(COUNT_SCRIPT, 2, key, onceKey(), bytes, 2 * DAY_SEC);
    return Number(counted) <= MOST_SEALED_MIB * MIB;
  }
}
