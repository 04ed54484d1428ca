import { DEFAULT_ZONE, LiveFeed, LiveHall, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ShortCache } from '@cockpit/access';
import { commonNow, hallDay } from '@cockpit/domain';
import { CLOCK, REDIS, notFound, unprocessable, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { OrganisationCache } from './organisation-cache';

/** Redis key of a hall's last live snapshot. It stands here because modules below the live one ask who is there, too. */
export const snapshotKey = (hall: string): string => `live:${hall}`;
/** Redis key of what that snapshot says of the time. Many ask, and often: a snapshot of a large hall is a thousand times as long. */
export const clockKey = (hall: string): string => `live:${hall}:clock`;

/** Redis key that stands once an event of a hall is stored. Written before the event counts as stored, so that the first one counts at once. */
export const heardKey = (hall: string): string => `warehouse:heard:${hall}`;

/** Latest event that was stored, epoch ms; of one source when given; null when there is none. */
export type Stored = (hall: string, source?: string) => Promise<number | null>;

type Hall = Pick<HallDoc, 'code' | 'clock' | 'primarySource'>;

/** A snapshot may be a moment old, and at high speed a moment is minutes. */
const SAID_WITHIN_MS = 15 * 60_000;
/** So long the latest stored event is believed. */
const BELIEF_MS = 5_000;

/** So long a hall of which nothing is stored is believed to be silent, unless it is said to have been heard. */
const SILENCE_MS = 30_000;

const Shown = LiveHall.pick({ now: true, clock: true }).extend({
  feeds: z.array(LiveFeed.pick({ lastEventAt: true })),
});
/** What a snapshot shows of the time. */
type Shown = z.infer<typeof Shown>;

/** What stands at `clockKey` as long as this snapshot is the last. */
export const clockShown = (live: Shown): string => JSON.stringify(Shown.parse(live));

/**
 * What time and what day it is in the halls. On clock `wall` that is the wall clock's. On clock `feed` it is what the last snapshot
 * shows once a feed has spoken; without one – Redis emptied, nothing played yet – the latest event that was stored.
 */
@Injectable()
export class HallClock {
  private readonly storedAt: ShortCache<number | null>;
  /** when nothing was found of a hall */
  private readonly silentAt = new Map<string, number>();
  private stored: Stored = () => Promise.resolve(null);

  constructor(
    @Inject(REDIS) private readonly redis: Pick<Redis, 'get'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OrganisationCache) private readonly organisation: Pick<OrganisationCache, 'document'>,
  ) {
    this.storedAt = new ShortCache(BELIEF_MS, () => clock.now(), 2_000);
  }

  /** The module that knows what is stored is built on this one; a process without it knows snapshots only. */
  tell(stored: Stored): void {
    this.stored = stored;
  }

  /** What time it is, epoch ms. In a feed-clocked hall of which nothing was ever heard it is the wall clock's. */
  async now(code: string): Promise<number> {
    return (await this.fed(code)) ?? this.clock.now();
  }

  /**
   * When something was done: what the caller says on a feed-clocked hall, whose feed may be ahead of its last snapshot;
   * the hall's own now otherwise.
   * @throws {AppError} 422 for a time that is not about now
   */
  async when(code: string, said: Date | undefined): Promise<number> {
    const fed = await this.fed(code);
    if (said === undefined || fed === null) return fed ?? this.clock.now();
    if (Math.abs(said.getTime() - fed) > SAID_WITHIN_MS)
      throw unprocessable('implausible-time', `it is ${new Date(fed).toISOString()} in this hall`);
    return said.getTime();
  }

  /** The hall day it is. */
  async today(hall: Hall & Pick<HallDoc, 'timeZone'>): Promise<string> {
    return hallDay((await this.reached(hall)) ?? this.clock.now(), hall.timeZone);
  }

  /** The hall day it is, and by which clock; null for a hall that is not there, and while nothing was heard of one that goes by its feeds. */
  async dayOf(code: string): Promise<{ day: string; clock: HallDoc['clock'] } | null> {
    const hall = (await this.organisation.document())?.halls.find((one) => one.code === code);
    if (hall === undefined) return null;
    const now = hall.clock === 'wall' ? this.clock.now() : await this.reached(hall);
    return now === null ? null : { day: hallDay(now, hall.timeZone), clock: hall.clock };
  }

  /**
   * What time it is in a hall, epoch ms, and in which zone.
   * @throws {AppError} 404 `unknown-hall`
   */
  async local(code: string): Promise<{ now: number; timeZone: string }> {
    const hall = (await this.organisation.document())?.halls.find((one) => one.code === code);
    if (hall === undefined) throw notFound('unknown-hall', `there is no hall "${code}"`);
    return { now: (await this.reached(hall)) ?? this.clock.now(), timeZone: hall.timeZone };
  }

  /** The time zone of a hall; of one that the organisation has no more, the usual one, so that what is left of it can be brought to its end. */
  async zone(code: string): Promise<string> {
    return (await this.organisation.document())?.halls.find((one) => one.code === code)?.timeZone ?? DEFAULT_ZONE;
  }

  /** The earliest day any of the halls is on: a change made today must reach the hall that lives in last week. */
  async earliestToday(halls: readonly (Hall & Pick<HallDoc, 'timeZone'>)[]): Promise<string> {
    const days = await Promise.all(halls.map((hall) => this.today(hall)));
    return days.reduce((a, b) => (a < b ? a : b), hallDay(this.clock.now(), DEFAULT_ZONE));
  }

  /** What time it is for what belongs to no hall, epoch ms: that of most halls that live by their feeds, else the wall clock's. */
  async ofMost(halls: readonly (Hall & Pick<HallDoc, 'timeZone'>)[]): Promise<number> {
    const reached = await Promise.all(
      halls.map(async (hall) => ({ now: await this.reached(hall), timeZone: hall.timeZone })),
    );
    const fed = reached.flatMap(({ now, timeZone }) => (now === null ? [] : [{ now, timeZone }]));
    return commonNow(fed) ?? this.clock.now();
  }

  /** How far the feed of a hall has come, epoch ms; null on clock `wall` and while nothing was ever heard. */
  async reached(hall: Hall): Promise<number | null> {
    return hall.clock === 'feed' ? this.feedTime(hall, await this.shown(hall.code)) : null;
  }

  /** The organisation says by which clock a hall goes; of a hall it does not have the snapshot does. */
  private async fed(code: string): Promise<number | null> {
    const [shown, doc] = await Promise.all([this.shown(code), this.organisation.document()]);
    const hall = doc?.halls.find((one) => one.code === code) ?? { code, clock: shown?.clock ?? 'wall' };
    return hall.clock === 'feed' ? this.feedTime(hall, shown) : null;
  }

  private async feedTime({ code, primarySource }: Hall, shown: Shown | null): Promise<number | null> {
    if (shown?.feeds.some((feed) => feed.lastEventAt !== null) === true) return Date.parse(shown.now);
    const key = `${code} ${primarySource ?? ''}`;
    if (this.wasSilent(key) && (await this.redis.get(heardKey(code))) === null) return null;
    const stored = await this.storedAt.get(
      key,
      async () => (primarySource === undefined ? null : await this.stored(code, primarySource)) ?? this.stored(code),
    );
    // the first event of a hall counts at once: until it is seen, deadlines would go by the wall clock
    if (stored === null) {
      this.storedAt.forget(key);
      this.silentAt.set(key, this.clock.now());
    } else this.silentAt.delete(key);
    return stored;
  }

  private wasSilent(key: string): boolean {
    const at = this.silentAt.get(key);
    const now = this.clock.now();
    return at !== undefined && now >= at && now - at < SILENCE_MS;
  }

  private async shown(code: string): Promise<Shown | null> {
    const text = await this.redis.get(clockKey(code));
    const shown = text === null ? null : Shown.safeParse(JSON.parse(text));
    return shown?.success === true ? shown.data : null;
  }
}
