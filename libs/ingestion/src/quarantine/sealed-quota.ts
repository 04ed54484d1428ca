import { onceKey, onceScript } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const MIB = 1024 * 1024;
const DAY_SEC = 86_400;
/** of one source and day */
export const MOST_SEALED_MIB = 256;

/** KEYS count, token of the call; ARGV bytes, how long the count is kept, s. Answers all bytes of the day. */
const COUNT_SCRIPT = onceScript(`
local counted = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return counted
`);

/** What cannot be read is kept sealed, but no source may fill the disk with it. */
export class SealedQuota {
  constructor(private readonly redis: Redis) {}

  /** whether so much more may be kept of the source today; counted either way */
  async reserve(source: string, bytes: number, now: number): Promise<boolean> {
    const key = `quarantine:sealed:${new Date(now).toISOString().slice(0, 10)}:${source}`;
    const counted = await this.redis.eval(COUNT_SCRIPT, 2, key, onceKey(), bytes, 2 * DAY_SEC);
    return Number(counted) <= MOST_SEALED_MIB * MIB;
  }
}
