import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Users, type Account } from '../users';

/** How long a code may take to come after the password. */
export const SECOND_STEP_SEC = 300;

/** Who has said the right password and has yet to give a code. It opens nothing but the second step. */
@Injectable()
export class SecondSteps {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly users: Users,
  ) {}

  /** @returns what stands for it, a random text that is kept as a hash only */
  async open({ user, seal }: Account): Promise<string> {
    const ticket = randomBytes(24).toString('base64url');
    await this.redis.set(place(ticket), JSON.stringify([user.id, seal]), 'EX', SECOND_STEP_SEC);
    return ticket;
  }

  /** null when it is over, or the account was changed or disabled since. */
  async read(ticket: string): Promise<Account | null> {
    const kept = await this.redis.get(place(ticket));
    if (kept === null) return null;
    const [id, seal] = JSON.parse(kept) as [string, string];
    const account = await this.users.byId(id);
    return account?.user.disabledAt === null && account.seal === seal ? account : null;
  }

  async close(ticket: string): Promise<void> {
    await this.redis.del(place(ticket));
  }
}

const place = (ticket: string): string => `second-step:${createHash('sha256').update(ticket).digest('hex')}`;
