import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { countWithin } from '../count-within';

const WINDOW_SEC = 15 * 60;
/** Failures within the window: of one name from one address; of one address whatever the name; of one name from anywhere. */
const LIMITS = { pair: 5, address: 50, name: 100 } as const;

/** Makes guessing passwords slow, without letting a stranger lock somebody out from everywhere with five tries. */
@Injectable()
export class LoginThrottle {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** Counts an attempt, before the password is looked at. @throws AppError 429 `too-many-attempts` with Retry-After */
  async attempt(name: string, address: string): Promise<void> {
    for (const [kind, key] of Object.entries(places(name, address)) as [keyof typeof LIMITS, string][]) {
      const { count, leftSec } = await countWithin(this.redis, key, WINDOW_SEC);
      if (count > LIMITS[kind]) {
        throw new AppError('too-many-attempts', 429, {
          detail: 'too many attempts to sign in',
          logLevel: 'warn',
          headers: { 'retry-after': String(leftSec) },
        });
      }
    }
  }

  /** A right password takes back what the wrong ones before it had counted. */
  async forgive(name: string, address: string): Promise<void> {
    const { pair, address: from, name: whose } = places(name, address);
    await this.redis.pipeline().del(pair).decr(from).decr(whose).exec();
  }
}

/** Names are hashed: somebody types their password into the wrong field. */
function places(name: string, address: string): Record<keyof typeof LIMITS, string> {
  const who = createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 32);
  return { pair: `login:pair:${who}:${address}`, address: `login:address:${address}`, name: `login:name:${who}` };
}
