import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller, Role, SessionRecord, UserRecord } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, deriveKey, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { AccessChanges } from './access-changes';
import { speaksFor } from './halls';
import { ShortCache } from './short-cache';
import { BELIEF_MS, STALE_MS } from './tokens';
import { Users, type Account } from './users';

/** Length of a shift with overtime. */
export const SESSION_SEC = 12 * 3600;

/** Address and browser of a sign-in. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string | null;
}

/** Identifies the session at the provider. */
export interface ProviderSession {
  readonly issuer: string;
  /** absent: the provider sends none */
  readonly sid?: string | undefined;
  /** hint for signing out at the provider */
  readonly idToken: string;
}

/** As stored in Redis, all text; times in epoch milliseconds. */
const StoredSession = z.object({
  user: z.string(),
  seal: z.string(),
  openedAt: z.coerce.number(),
  activeAt: z.coerce.number(),
  address: z.string(),
  userAgent: z.string(),
});

/**
 * Sessions. The cookie is a signed random id; its data are in Redis, so that signing out ends it everywhere. With
 * `SESSION_IDLE_MIN` it ends when the person is inactive; automatic requests of pages do not count.
 */
@Injectable()
export class Sessions {
  private readonly key: Buffer;
  private readonly idleSec: number;
  private readonly secondFactorFor: readonly Role[];
  private readonly users: ShortCache<Account | null>;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly accounts: Users,
    private readonly changes: AccessChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.key = deriveKey(settings, 'session');
    this.idleSec = settings.sessionIdleMin === undefined ? SESSION_SEC : settings.sessionIdleMin * 60;
    this.secondFactorFor = settings.secondFactorFor;
    this.users = new ShortCache(BELIEF_MS, () => clock.now(), undefined, STALE_MS);
    changes.onChange(() => {
      this.users.clear();
    });
  }

  /** @returns the cookie's value */
  async open({ user, seal }: Account, { address, userAgent }: Origin, provider?: ProviderSession): Promise<string> {
    const id = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    const opening = this.redis.multi();
    if (provider?.sid !== undefined) {
      const providerKey = ofProvider(provider.issuer, provider.sid);
      opening.sadd(providerKey, id).expire(providerKey, SESSION_SEC);
    }
    await opening
      .hset(place(id), {
        ...(provider === undefined ? {} : { idToken: provider.idToken }),
        ...(provider?.sid === undefined ? {} : { sid: provider.sid }),
        user: user.id,
        seal,
        openedAt: now,
        activeAt: now,
        address,
        userAgent: (userAgent ?? '').slice(0, 300),
      })
      .expire(place(id), this.lastsSec(now))
      .zadd(ofUser(user.id), now, id)
      .zremrangebyscore(ofUser(user.id), '-inf', now - SESSION_SEC * 1000)
      .expire(ofUser(user.id), SESSION_SEC)
      .exec();
    return `${id}.${this.sign(id)}`;
  }

  async read(cookie: string): Promise<Caller | null> {
    const id = this.verified(cookie);
    const [userId, seal] = id === null ? [] : await this.redis.hmget(place(id), 'user', 'seal');
    if (userId === undefined || userId === null) return null;
    const account = await this.users.get(userId, () => this.accounts.byId(userId));
    return account?.user.disabledAt === null && account.seal === seal ? this.callerOf(account.user) : null;
  }

  callerOf(user: UserRecord): Caller {
    const isPassword = user.signsInWith === 'password';
    const needsFactor = isPassword && user.secondFactorSince === null && this.secondFactorFor.includes(user.role);
    return {
      kind: 'user',
      id: user.id,
      name: user.displayName,
      role: user.role,
      halls: user.halls,
      ...speaksFor(user),
      ...(user.mustChangePassword ? { mustChangePassword: true } : {}),
      ...(needsFactor ? { mustSetSecondFactor: true } : {}),
      ...(isPassword ? {} : { singleSignOn: true }),
    };
  }

  /** The person is active: extends the session up to its maximum lifetime. */
  async touch(cookie: string): Promise<void> {
    const id = this.verified(cookie);
    const openedAt = id === null ? null : await this.redis.hget(place(id), 'openedAt');
    if (id === null || openedAt === null) return;
    await this.redis
      .multi()
      .hset(place(id), 'activeAt', this.clock.now())
      .expire(place(id), this.lastsSec(Number(openedAt)))
      .exec();
  }

  async close(cookie: string): Promise<void> {
    const id = this.verified(cookie);
    if (id !== null) await this.drop([id]);
  }

  /** ID token for signing out at the provider; null for a session without provider. */
  async idToken(cookie: string): Promise<string | null> {
    const id = this.verified(cookie);
    return id === null ? null : this.redis.hget(place(id), 'idToken');
  }

  /**
   * Ends the sessions with this provider session id.
   * @returns their number
   */
  async endAtProvider(issuer: string, sid: string): Promise<number> {
    const providerKey = ofProvider(issuer, sid);
    const ids = await this.redis.smembers(providerKey);
    const ended = ids.length === 0 ? 0 : await this.drop(ids);
    await this.redis.del(providerKey);
    return ended;
  }

  /**
   * Ends a user's provider sessions that have no session id.
   * @returns their number
   */
  async endUnnamed(userId: string): Promise<number> {
    const ids = await this.redis.zrevrange(ofUser(userId), 0, -1);
    const stored = await Promise.all(ids.map((id) => this.redis.hmget(place(id), 'idToken', 'sid')));
    const unnamed = ids.filter((_, i) => (stored[i]?.[0] ?? null) !== null && (stored[i]?.[1] ?? null) === null);
    return unnamed.length === 0 ? 0 : this.drop(unnamed);
  }

  private async drop(ids: readonly string[]): Promise<number> {
    const ended = await this.redis.del(...ids.map(place));
    await this.changes.announce();
    return ended;
  }

  /**
   * Current sessions of a user, latest first.
   * @param cookie of the requesting session, which is marked
   */
  async list(userId: string, cookie?: string): Promise<SessionRecord[]> {
    const currentId = cookie === undefined ? null : this.verified(cookie);
    const account = await this.accounts.byId(userId);
    const ids = await this.redis.zrevrange(ofUser(userId), 0, -1);
    const found = await Promise.all(ids.map((id) => this.record(id, currentId, account?.seal)));
    return found.filter((record) => record !== null);
  }

  /**
   * Ends the sessions of a user that `which` selects; open streams end within seconds.
   * @returns their number
   */
  async end(userId: string, selects: (session: SessionRecord) => boolean, cookie?: string): Promise<number> {
    const ids = await this.redis.zrevrange(ofUser(userId), 0, -1);
    const named = new Set((await this.list(userId, cookie)).filter(selects).map(({ id }) => id));
    const ended = ids.filter((id) => named.has(nameOf(id)));
    if (ended.length === 0) return 0;
    await this.redis
      .multi()
      .del(...ended.map(place))
      .zrem(ofUser(userId), ...ended)
      .exec();
    await this.changes.announce();
    return ended.length;
  }

  private async record(id: string, currentId: string | null, seal: string | undefined): Promise<SessionRecord | null> {
    const [stored, leftMs] = await Promise.all([this.redis.hgetall(place(id)), this.redis.pttl(place(id))]);
    const read = StoredSession.safeParse(stored).data;
    if (read === undefined || leftMs <= 0 || read.seal !== seal) return null;
    return {
      id: nameOf(id),
      openedAt: new Date(read.openedAt).toISOString(),
      activeAt: new Date(read.activeAt).toISOString(),
      endsAt: new Date(this.clock.now() + leftMs).toISOString(),
      address: read.address,
      userAgent: read.userAgent === '' ? null : read.userAgent,
      current: id === currentId,
    };
  }

  private lastsSec(openedAt: number): number {
    const left = Math.round((openedAt - this.clock.now()) / 1000) + SESSION_SEC;
    return Math.max(1, Math.min(this.idleSec, left));
  }

  private verified(cookie: string): string | null {
    const [id = '', signature = '', ...rest] = cookie.split('.');
    const [presented, expected] = [Buffer.from(signature), Buffer.from(this.sign(id))];
    return rest.length === 0 && presented.length === expected.length && timingSafeEqual(presented, expected)
      ? id
      : null;
  }

  private sign(id: string): string {
    return createHmac('sha256', this.key).update(id).digest('base64url');
  }
}

const place = (id: string): string => `signed-in:${id}`;
const ofProvider = (issuer: string, sid: string): string =>
  `sessions-at:${createHash('sha256')
    .update(JSON.stringify([issuer, sid]))
    .digest('hex')}`;
const ofUser = (userId: string): string => `sessions-of:${userId}`;
/** Public id of a session; the id itself is half of the cookie. */
const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
