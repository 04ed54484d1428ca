import type { BulkGate } from '@cockpit/log';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { WHOLE_DAY, readRedo, redoMember, type Mark, type RedoMarks } from './redo';

/** Halls of which a bulk load has stored what their live states have not heard of yet; also the channel that says so. */
export const BACKFILLED = 'warehouse:backfilled';
/** how far bulk loads have come that say how many days they bring, by source */
export const PROGRESS_KEY = 'warehouse:past';
/** sources of which days are held */
const HOLDING_KEY = 'warehouse:holding';
const keysOf = (source: string) => ({
  whole: `warehouse:holding:${source}:whole`,
  beside: `warehouse:holding:${source}:beside`,
  halls: `warehouse:holding:${source}:halls`,
});

/**
 * Hall days that a bulk load has touched and that are not computed anew yet: a day is computed once, when it is whole. They stand in
 * Redis before what touched them is answered, so a load that was killed leaves none behind.
 */
export class HeldDays {
  constructor(
    private readonly redis: Redis,
    private readonly source: string,
    private readonly marks: RedoMarks,
  ) {}

  /** @param beside days that have another event only at their border, or a fault that lasts into them */
  async add(whole: readonly Mark[], beside: readonly Mark[]): Promise<void> {
    const adding = this.redis.pipeline().sadd(HOLDING_KEY, this.source);
    const keys = keysOf(this.source);
    if (whole.length > 0)
      adding.sadd(keys.whole, ...whole.map(memberOf)).sadd(keys.halls, ...whole.map(({ scope }) => scope));
    if (beside.length > 0) adding.sadd(keys.beside, ...beside.map(memberOf));
    for (const [error] of (await adding.exec()) ?? []) if (error !== null) throw error;
  }

  async tellProgress(days: number, of: number): Promise<void> {
    await this.redis.hset(PROGRESS_KEY, this.source, JSON.stringify({ days, of }));
  }

  /** Hands whole days to the writers, not those beside: more days to come may touch them again. */
  async release(): Promise<void> {
    await this.hand(keysOf(this.source).whole, (mark) => ({ ...mark, what: WHOLE_DAY }));
  }

  /** Hands everything to the writers; the halls look at what is stored now and learn from it: once, when all of it is there. */
  async finish(): Promise<void> {
    const keys = keysOf(this.source);
    const whole = new Set((await this.redis.smembers(keys.whole)).map(placeOf));
    await this.release();
    await this.hand(keys.beside, (mark, member) => (whole.has(placeOf(member)) ? null : mark));
    const halls = await this.redis.smembers(keys.halls);
    if (halls.length > 0) {
      await this.redis.sadd(BACKFILLED, ...halls);
      await this.redis.publish(BACKFILLED, '');
    }
    await this.redis.multi().unlink(keys.halls).hdel(PROGRESS_KEY, this.source).srem(HOLDING_KEY, this.source).exec();
  }

  private async hand(key: string, as: (mark: Mark, member: string) => Mark | null): Promise<void> {
    const members = await this.redis.smembers(key);
    const marks = members.flatMap((member) => as(readRedo(member), member) ?? []);
    if (marks.length > 0) await this.marks.add(marks, randomUUID());
    if (members.length > 0) await this.redis.srem(key, ...members);
  }
}

const memberOf = ({ what, scope, id }: Mark): string => redoMember(what, scope, id);
const placeOf = (member: string): string => member.slice(member.indexOf('|'));

/** What a load that was killed and never carried on has left held is computed anew after all. */
export async function finishAbandoned(redis: Redis, gate: BulkGate, marks: RedoMarks): Promise<void> {
  for (const source of await redis.smembers(HOLDING_KEY)) {
    const lease = await gate.open(source);
    if (lease === null) continue;
    await new HeldDays(redis, source, marks).finish();
    await lease.release();
  }
}
