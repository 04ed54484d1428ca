import { LiveHall, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { hallDay } from './halls/hall-day';

const Now = LiveHall.pick({ now: true });

/** What day it is in the halls. On clock `feed` that is the day its feed has reached, as the live picture tells it. */
@Injectable()
export class HallClocks {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async today(hall: Pick<HallDoc, 'code' | 'clock' | 'timeZone'>): Promise<string> {
    const wall = hallDay(this.clock.now(), hall.timeZone);
    const now = hall.clock === 'feed' ? await this.feedNow(hall.code) : null;
    if (now === null) return wall;
    const fed = hallDay(now, hall.timeZone);
    return fed < wall ? fed : wall;
  }

  /** What time it is in a hall, epoch ms: on clock `feed` what its feed has shown, the wall clock's time until it has shown any. */
  async now(hall: Pick<HallDoc, 'code' | 'clock'>): Promise<number> {
    return (hall.clock === 'feed' ? await this.feedNow(hall.code) : null) ?? this.clock.now();
  }

  /** The earliest day any of the halls is on: a change made today must reach the hall that lives in last week. */
  async earliestToday(halls: readonly Pick<HallDoc, 'code' | 'clock' | 'timeZone'>[]): Promise<string> {
    const days = await Promise.all(halls.map((hall) => this.today(hall)));
    return days.reduce((a, b) => (a < b ? a : b), hallDay(this.clock.now(), 'Asia/Shanghai'));
  }

  private async feedNow(hall: string): Promise<number | null> {
    const picture = await this.redis.get(`live:${hall}`);
    if (picture === null) return null;
    const parsed = Now.safeParse(JSON.parse(picture));
    return parsed.success ? Date.parse(parsed.data.now) : null;
  }
}
