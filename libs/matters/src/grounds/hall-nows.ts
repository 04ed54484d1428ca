import { LiveHall, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ShortCache } from '@cockpit/access';
import { LANDED_EVENTS, type LandedEvents } from '@cockpit/live';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const BELIEF_MS = 5_000;
const Picture = LiveHall.pick({ now: true, feeds: true });

/**
 * What time it is in halls on clock `feed`. The live picture tells as long as a feed has spoken; without one – Redis emptied,
 * nothing played yet – the latest event that landed does. The wall clock never stands in: it would hand out cards for weeks
 * that have not happened there.
 */
@Injectable()
export class HallNows {
  private readonly landedAt: ShortCache<number | null>;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LANDED_EVENTS) private readonly landed: LandedEvents,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.landedAt = new ShortCache(BELIEF_MS, () => clock.now(), 2_000);
  }

  /** By hall code, epoch ms. A hall of which nothing was ever heard is at the beginning of time: nothing falls due there. */
  async of(halls: readonly Pick<HallDoc, 'code' | 'clock' | 'primarySource'>[]): Promise<Map<string, number>> {
    const fed = halls.filter((hall) => hall.clock === 'feed');
    return new Map(
      await Promise.all(
        fed.map(
          async (hall) => [hall.code, (await this.pictured(hall.code)) ?? (await this.heard(hall)) ?? 0] as const,
        ),
      ),
    );
  }

  private async pictured(code: string): Promise<number | null> {
    const text = await this.redis.get(`live:${code}`);
    const picture = text === null ? null : Picture.safeParse(JSON.parse(text));
    return picture?.success === true && picture.data.feeds.some((feed) => feed.lastEventAt !== null)
      ? Date.parse(picture.data.now)
      : null;
  }

  private heard({ code, primarySource }: Pick<HallDoc, 'code' | 'primarySource'>): Promise<number | null> {
    return this.landedAt.get(
      code,
      async () =>
        (primarySource === undefined ? null : await this.landed.latest(code, primarySource)) ??
        this.landed.latest(code),
    );
  }
}
