import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Attempts } from '../attempts';

const LIMIT = { withinSec: 15 * 60, refusal: 'too many attempts to sign in' };

/** Slows down password guessing without letting a stranger lock a person out everywhere with a few attempts. */
@Injectable()
export class LoginThrottle {
  private readonly ofPair: Attempts;
  private readonly fromAddress: Attempts;
  private readonly ofName: Attempts;

  constructor(@Inject(REDIS) redis: Redis) {
    this.ofPair = new Attempts(redis, { ...LIMIT, kind: 'login:pair', limit: 5 });
    this.fromAddress = new Attempts(redis, { ...LIMIT, kind: 'login:address', limit: 50 });
    this.ofName = new Attempts(redis, { ...LIMIT, kind: 'login:name', limit: 100 });
  }

  /**
   * Counts an attempt before the password is checked.
   * @throws AppError 429 `too-many-attempts` with Retry-After
   */
  async attempt(name: string, address: string): Promise<void> {
    await this.ofPair.count(pairOf(name, address));
    await this.fromAddress.count(address);
    await this.ofName.count(hashOf(name));
  }

  /** A correct password resets the counts of the wrong ones before. */
  async forgive(name: string, address: string): Promise<void> {
    await Promise.all([
      this.ofPair.forget(pairOf(name, address)),
      this.fromAddress.takeBack(address),
      this.ofName.takeBack(hashOf(name)),
    ]);
  }
}

/** Names are hashed, because people sometimes type their password into the name field. */
const hashOf = (name: string): string => createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 32);
const pairOf = (name: string, address: string): string => `${hashOf(name)}:${address}`;
