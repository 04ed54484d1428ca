import { Inject, Injectable } from '@nestjs/common';
import { LiveHall } from '@cockpit/contracts';
import { CLOCK, REDIS, unprocessable, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys } from './keys';

/** A picture may be a moment old, and at high speed a moment is minutes. */
const SAID_WITHIN_MS = 15 * 60_000;

const Times = LiveHall.pick({ now: true, clock: true });

/** What time it is in a hall for people's actions: the wall clock, or what the last picture of a feed-clocked hall shows. */
@Injectable()
export class HallTime {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** epoch ms */
  async now(hall: string): Promise<number> {
    return (await this.read(hall)).now;
  }

  /**
   * When something was done: what the caller says on a feed-clocked hall, whose feed may be ahead of its last picture;
   * the hall's own now otherwise.
   * @throws {AppError} 422 for a time that is not about now
   */
  async of(hall: string, said: Date | undefined): Promise<number> {
    const { now, feed } = await this.read(hall);
    if (said === undefined || !feed) return now;
    if (Math.abs(said.getTime() - now) > SAID_WITHIN_MS)
      throw unprocessable('implausible-time', `it is ${new Date(now).toISOString()} in this hall`);
    return said.getTime();
  }

  private async read(hall: string): Promise<{ now: number; feed: boolean }> {
    const picture = await this.redis.get(liveKeys(hall).picture);
    const times = picture === null ? null : Times.parse(JSON.parse(picture));
    return times?.clock === 'feed'
      ? { now: Date.parse(times.now), feed: true }
      : { now: this.clock.now(), feed: false };
  }
}
