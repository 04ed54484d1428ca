import { createHash } from 'node:crypto';
import { Overview } from '@cockpit/contracts';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** Of a day that nobody asked for again, nothing is kept the day after next. */
const KEPT_SEC = 2 * 86_400;
/** A scope that nobody has looked at for so long is not computed ahead any more. */
const ASKED_MS = 14 * 86_400_000;
const MOST_SCOPES = 64;
const SCOPES_KEY = 'overview:scopes';

const Kept = z.object({ at: z.number(), figures: Overview.shape.figures });
export type Kept = z.infer<typeof Kept>;

/** Whose figures they are: a place, and the halls that whoever asked may see. */
const Scope = z.object({ hall: z.string().optional(), halls: z.union([z.literal('all'), z.array(z.string())]) });
export type Scope = z.infer<typeof Scope>;

/** Figures of overviews in Redis, where they outlast a process and all processes find them, and whose overviews were asked for. */
@Injectable()
export class KeptOverviews {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param question all that figures depend on; null: not computed yet, or by a version that said it otherwise */
  async read(question: string): Promise<Kept | null> {
    const text = await this.redis.get(keyOf(question));
    return text === null ? null : (Kept.safeParse(JSON.parse(text)).data ?? null);
  }

  async write(question: string, kept: Kept): Promise<void> {
    await this.redis.set(keyOf(question), JSON.stringify(kept), 'EX', KEPT_SEC);
  }

  async note(scope: Scope): Promise<void> {
    const now = this.clock.now();
    await this.redis
      .multi()
      .zadd(SCOPES_KEY, now, JSON.stringify(scope))
      .zremrangebyscore(SCOPES_KEY, 0, now - ASKED_MS)
      .zremrangebyrank(SCOPES_KEY, 0, -1 - MOST_SCOPES)
      .exec();
  }

  /** Of the last two weeks, whoever asked last first. */
  async scopes(): Promise<Scope[]> {
    const all = await this.redis.zrange(SCOPES_KEY, 0, -1, 'REV');
    return all.flatMap((text) => Scope.safeParse(JSON.parse(text)).data ?? []);
  }
}

const keyOf = (question: string): string => `overview:figures:${createHash('sha256').update(question).digest('hex')}`;
