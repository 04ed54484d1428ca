import { AppError } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface AttemptLimit {
  /** prefix of the Redis keys */
  readonly kind: string;
  readonly limit: number;
  /** counting period, seconds, from the first attempt */
  readonly withinSec: number;
  /** message for a caller with too many attempts */
  readonly refusal: string;
}

/** Counts attempts of one kind in Redis, for all processes and atomically, so that concurrent attempts all count. */
export class Attempts {
  private readonly limiter: RateLimiterRedis;

  constructor(
    redis: Redis,
    private readonly options: AttemptLimit,
  ) {
    this.limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: options.kind,
      points: options.limit,
      duration: options.withinSec,
    });
  }

  /** @throws AppError 429 `too-many-attempts` with Retry-After */
  async count(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('too-many-attempts', 429, {
        detail: this.options.refusal,
        logLevel: 'warn',
        headers: { 'retry-after': String(Math.max(1, Math.round(refused.msBeforeNext / 1000))) },
      });
    }
  }

  /** Undoes the count of a successful attempt. */
  async takeBack(key: string): Promise<void> {
    await this.limiter.reward(key);
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(key);
  }
}
