import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Attempts } from '../attempts';

const WITHIN = { withinSec: 15 * 60, refusal: 'too many attempts to sign in' };

/** Limits requests to the provider per address. Limits are generous, because a whole bureau may share an address. */
@Injectable()
export class SignOnThrottle {
  private readonly attempts: Attempts;
  private readonly logouts: Attempts;

  constructor(@Inject(REDIS) redis: Redis) {
    this.attempts = new Attempts(redis, { ...WITHIN, kind: 'sso:address', limit: 600 });
    this.logouts = new Attempts(redis, { ...WITHIN, kind: 'sso:logout', limit: 50 });
  }

  /** @throws AppError 429 `too-many-attempts` */
  async attempt(address: string): Promise<void> {
    await this.attempts.count(address);
  }

  /** @throws AppError 429 `too-many-attempts` */
  async logout(address: string): Promise<void> {
    await this.logouts.count(address);
  }

  /** A valid logout does not count. */
  async forgiveLogout(address: string): Promise<void> {
    await this.logouts.takeBack(address);
  }
}
