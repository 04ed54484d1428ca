import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Users, type Account } from '../users';

/** Time limit for the code after the password. */
export const SECOND_STEP_SEC = 300;

/** State of a person who gave the right password and must still give a code. It allows only the second step. */
@Injectable()
export class SecondSteps {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly users: Users,
  ) {}

  /** @returns a random ticket; only its hash is stored */
  async open({ user, seal }: Account): Promise<string> {
    const ticket = randomBytes(24).toString('base64url');
    await this.redis.set(place(ticket), JSON.stringify([user.id, seal]), 'EX', SECOND_STEP_SEC);
    return ticket;
  }

  /** null when it has expired, or the account was changed or disabled since. */
  async read(ticket: string): Promise<Account | null> {
    const stored = await this.redis.get(place(ticket));
    if (stored === null) return null;
    const [id, seal] = JSON.parse(stored) as [string, string];
    const account = await this.users.byId(id);
    return account?.user.disabledAt === null && account.seal === seal ? account : null;
  }

  async close(ticket: string): Promise<void> {
    await this.redis.del(place(ticket));
  }
}

const place = (ticket: string): string => `second-step:${createHash('sha256').update(ticket).digest('hex')}`;
