import { Inject, Injectable } from '@nestjs/common';
import { LiveHall } from '@cockpit/contracts';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys } from './keys';

const Times = LiveHall.pick({ now: true, clock: true });

/** What time it is in a hall for people's actions: the wall clock, or what the last picture of a feed-clocked hall shows. */
@Injectable()
export class HallTime {
  constructor(@Inject(REDIS) private readonly redis: Redis, @Inject(CLOCK) private readonly clock: Clock) {}

  /** epoch ms */
  async now(hall: string): Promise<number> {
    const picture = await this.redis.get(liveKeys(hall).picture);
    const times = picture === null ? null : Times.parse(JSON.parse(picture));
    return times?.clock === 'feed' ? Date.parse(times.now) : this.clock.now();
  }
}
