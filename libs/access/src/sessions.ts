import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller, UserRecord } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, deriveKey, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { AccessChanges } from './access-changes';
import { speaksFor } from './halls';
import { ShortCache } from './short-cache';
import { BELIEF_MS, STALE_MS } from './tokens';
import { Users, type Account } from './users';

/** A shift and its overtime. */
export const SESSION_SEC = 12 * 3600;

/**
 * Who is signed in. The cookie is a random id and its signature; what it stands for is kept in Redis, so that signing out
 * ends it everywhere.
 */
@Injectable()
export class Sessions {
  private readonly key: Buffer;
  private readonly users: ShortCache<Account | null>;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly accounts: Users,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.key = deriveKey(settings, 'session');
    this.users = new ShortCache(BELIEF_MS, () => clock.now(), undefined, STALE_MS);
    changes.onChange(() => {
      this.users.clear();
    });
  }

  /** @returns the value of the cookie */
  async open({ user, seal }: Account): Promise<string> {
    const id = randomBytes(24).toString('base64url');
    await this.redis.set(place(id), `${user.id} ${seal}`, 'EX', SESSION_SEC);
    return `${id}.${this.sign(id)}`;
  }

  async read(cookie: string): Promise<Caller | null> {
    const id = this.verified(cookie);
    const kept = id === null ? null : await this.redis.get(place(id));
    if (kept === null) return null;
    const [userId = '', seal] = kept.split(' ');
    const account = await this.users.get(userId, () => this.accounts.byId(userId));
    return account?.user.disabledAt === null && account.seal === seal ? callerOf(account.user) : null;
  }

  async close(cookie: string): Promise<void> {
    const id = this.verified(cookie);
    if (id === null) return;
    await this.redis.del(place(id));
    await this.changes.announce();
  }

  private verified(cookie: string): string | null {
    const [id = '', signature = '', ...rest] = cookie.split('.');
    const [given, right] = [Buffer.from(signature), Buffer.from(this.sign(id))];
    return rest.length === 0 && given.length === right.length && timingSafeEqual(given, right) ? id : null;
  }

  private sign(id: string): string {
    return createHmac('sha256', this.key).update(id).digest('base64url');
  }
}

const place = (id: string): string => `session:${id}`;

export function callerOf(user: UserRecord): Caller {
  return { kind: 'user', id: user.id, name: user.displayName, role: user.role, halls: user.halls, ...speaksFor(user) };
}
