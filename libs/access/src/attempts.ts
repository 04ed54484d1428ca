import { AppError } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export interface AttemptLimit {
  /** beginning of the keys in Redis */
  readonly kind: string;
  readonly limit: number;
  /** from the first attempt on; then everything is forgotten */
  readonly withinSec: number;
  /** what somebody is told who has tried too often */
  readonly refusal: string;
}

/** Attempts of one kind, counted in Redis for all processes together and in one step, so that a hundred at once are a hundred. */
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
  async count(who: string): Promise<void> {
    try {
      await this.limiter.consume(who);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('too-many-attempts', 429, {
        detail: this.options.refusal,
        logLevel: 'warn',
        headers: { 'retry-after': String(Math.max(1, Math.round(refused.msBeforeNext / 1000))) },
      });
    }
  }

  /** The attempt was a good one and does not count. */
  async takeBack(who: string): Promise<void> {
    await this.limiter.reward(who);
  }

  async forget(who: string): Promise<void> {
    await this.limiter.delete(who);
  }
}
