import type { BulkGate } from '@cockpit/log';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { WHOLE_DAY, readRedo, redoMember, type Mark, type RedoMarks } from './redo';

/** Halls whose bulk-loaded events the live states have not processed; also the notification channel. */
export const BACKFILLED = 'warehouse:backfilled';
/** progress of bulk loads with a known number of days, by source */
export const PROGRESS_KEY = 'warehouse:past';
/** sources with held days */
const HOLDING_KEY = 'warehouse:holding';
const keysOf = (source: string) => ({
  whole: `warehouse:holding:${source}:whole`,
  beside: `warehouse:holding:${source}:beside`,
  halls: `warehouse:holding:${source}:halls`,
});

/**
 * Hall days touched by a bulk load and not yet recomputed: each is recomputed once, when complete. They are in Redis
 * before the touching call returns, so a killed load loses none.
 */
export class HeldDays {
  constructor(
    private readonly redis: Redis,
    private readonly source: string,
    private readonly marks: RedoMarks,
  ) {}

  /** @param beside days affected only at their border or by a fault that lasts into them */
  async add(whole: readonly Mark[], beside: readonly Mark[]): Promise<void> {
    const adding = this.redis.pipeline().sadd(HOLDING_KEY, this.source);
    const keys = keysOf(this.source);
    if (whole.length > 0)
      adding.sadd(keys.whole, ...whole.map(memberOf)).sadd(keys.halls, ...whole.map(({ scope }) => scope));
    if (beside.length > 0) adding.sadd(keys.beside, ...beside.map(memberOf));
    for (const [error] of (await adding.exec()) ?? []) if (error !== null) throw error;
  }

  async publishProgress(days: number, total: number): Promise<void> {
    await this.redis.hset(PROGRESS_KEY, this.source, JSON.stringify({ days, of: total }));
  }

  /** Hands complete days to the writers but not those beside, which later days may touch again. */
  async release(): Promise<void> {
    await this.hand(keysOf(this.source).whole, (mark) => ({ ...mark, what: WHOLE_DAY }));
  }

  /** Hands all days to the writers; the halls then process the stored events once, when all are there. */
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

/** Recomputes the held days of loads that were killed and never continued. */
export async function finishAbandoned(redis: Redis, gate: BulkGate, marks: RedoMarks): Promise<void> {
  for (const source of await redis.smembers(HOLDING_KEY)) {
    const lease = await gate.open(source);
    if (lease === null) continue;
    await new HeldDays(redis, source, marks).finish();
    await lease.release();
  }
}
