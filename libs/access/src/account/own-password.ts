import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Attempts } from '../attempts';

const LIMIT = { limit: 5, withinSec: 15 * 60, refusal: 'too many attempts with a wrong password' };

/**
 * Asks a signed-in person for the password again. Attempts are limited, because somebody may have found an open
 * session.
 */
@Injectable()
export class OwnPasswordTries {
  private readonly attempts: Attempts;

  constructor(@Inject(REDIS) redis: Redis) {
    this.attempts = new Attempts(redis, { kind: 'password:own', ...LIMIT });
  }

  /** @param work throws when the password is wrong @throws AppError 429 `too-many-attempts` */
  async counted<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.attempts.count(id);
    const done = await work();
    await this.attempts.forget(id);
    return done;
  }
}
