import { createHash } from 'node:crypto';
import { Overview } from '@cockpit/contracts';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Cached figures expire after two days. */
const TTL_SEC = 2 * 86_400;
/** Scopes without a look for this long are no longer precomputed. */
const SCOPE_MAX_AGE_MS = 14 * 86_400_000;
const MAX_SCOPES = 64;
const SCOPES_KEY = 'overview:scopes';

const Kept = z.object({ at: z.number(), figures: Overview.shape.figures });
export type Kept = z.infer<typeof Kept>;

/** A place, and the halls that the caller may see. */
const Scope = z.object({ hall: z.string().optional(), halls: z.union([z.literal('all'), z.array(z.string())]) });
export type Scope = z.infer<typeof Scope>;

/** Cached overview figures in Redis, shared by all processes, and the scopes that were requested. */
@Injectable()
export class KeptOverviews {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param question the cache key; null if not cached or written by another version */
  async read(question: string): Promise<Kept | null> {
    const text = await this.redis.get(keyOf(question));
    return text === null ? null : (Kept.safeParse(JSON.parse(text)).data ?? null);
  }

  async write(question: string, kept: Kept): Promise<void> {
    await this.redis.set(keyOf(question), JSON.stringify(kept), 'EX', TTL_SEC);
  }

  async note(scope: Scope): Promise<void> {
    const now = this.clock.now();
    await this.redis
      .multi()
      .zadd(SCOPES_KEY, now, JSON.stringify(scope))
      .zremrangebyscore(SCOPES_KEY, 0, now - SCOPE_MAX_AGE_MS)
      .zremrangebyrank(SCOPES_KEY, 0, -1 - MAX_SCOPES)
      .exec();
  }

  /** Scopes of the last two weeks, latest first. */
  async scopes(): Promise<Scope[]> {
    const all = await this.redis.zrange(SCOPES_KEY, 0, -1, 'REV');
    return all.flatMap((text) => Scope.safeParse(JSON.parse(text)).data ?? []);
  }
}

const keyOf = (question: string): string => `overview:figures:${createHash('sha256').update(question).digest('hex')}`;
