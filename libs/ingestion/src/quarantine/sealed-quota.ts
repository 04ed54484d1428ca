import type { Redis } from 'ioredis';

const MIB = 1024 * 1024;
const DAY_SEC = 86_400;
/** of one source and day */
export const MOST_SEALED_MIB = 256;

/** What cannot be read is kept sealed, but no source may fill the disk with it. */
export class SealedQuota {
  constructor(private readonly redis: Redis) {}

  /** whether so much more may be kept of the source today; counted either way */
  async reserve(source: string, bytes: number, now: number): Promise<boolean> {
    const key = `quarantine:sealed:${new Date(now).toISOString().slice(0, 10)}:${source}`;
    const counted = await this.redis
      .multi()
      .incrby(key, bytes)
      .expire(key, 2 * DAY_SEC)
      .exec();
    return Number(counted?.[0]?.[1] ?? 0) <= MOST_SEALED_MIB * MIB;
  }
}
