import { DEFAULT_ZONE, LiveFeed, LiveHall, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ShortCache } from '@cockpit/access';
import { commonNow, hallDay } from '@cockpit/domain';
import { CLOCK, REDIS, notFound, unprocessable, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { OrganisationCache } from './organisation-cache';

/** Redis key of a hall's last live snapshot. It is defined here because lower modules read it too. */
export const snapshotKey = (hall: string): string => `live:${hall}`;
/**
 * Redis key of the time in that snapshot. It is separate because it is read often and a large snapshot is a thousand
 * times longer.
 */
export const clockKey = (hall: string): string => `live:${hall}:clock`;

/**
 * Redis key that exists once an event of a hall is stored. It is written before the event counts as stored, so that the
 * first event counts at once.
 */
export const heardKey = (hall: string): string => `warehouse:heard:${hall}`;

/** Time of the latest stored event of a hall or of one source, epoch ms; null if there is none. */
export type Stored = (hall: string, source?: string) => Promise<number | null>;

type Hall = Pick<HallDoc, 'code' | 'clock' | 'primarySource'>;

/** Tolerance for reported times: a snapshot can be a moment old, which is minutes at high demonstration speed. */
const REPORTED_TOLERANCE_MS = 15 * 60_000;
/** Cache time of the latest stored event. */
const STORED_CACHE_MS = 5_000;

/** Cache time of "no event stored" for a hall, unless `heardKey` exists. */
const SILENT_CACHE_MS = 30_000;

const Shown = LiveHall.pick({ now: true, clock: true }).extend({
  feeds: z.array(LiveFeed.pick({ lastEventAt: true })),
});
/** The time fields of a snapshot. */
type Shown = z.infer<typeof Shown>;

/** The value of `clockKey`. */
export const clockShown = (live: Shown): string => JSON.stringify(Shown.parse(live));

/**
 * Current time and day of halls. Clock `wall` uses the wall clock. Clock `feed` uses the last snapshot, or the latest
 * stored event if there is no snapshot yet (Redis emptied, nothing played).
 */
@Injectable()
export class HallClock {
  private readonly storedAt: ShortCache<number | null>;
  /** when the last lookup found no event, by hall and source */
  private readonly silentAt = new Map<string, number>();
  private stored: Stored = () => Promise.resolve(null);

  constructor(
    @Inject(REDIS) private readonly redis: Pick<Redis, 'get'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OrganisationCache) private readonly organisation: Pick<OrganisationCache, 'document'>,
  ) {
    this.storedAt = new ShortCache(STORED_CACHE_MS, () => clock.now(), 2_000);
  }

  /** Set by a higher module that reads stored events; without it only snapshots count. */
  tell(stored: Stored): void {
    this.stored = stored;
  }

  /** Current time of a hall, epoch ms; the wall clock if a feed-clocked hall never had an event. */
  async now(code: string): Promise<number> {
    return (await this.fed(code)) ?? this.clock.now();
  }

  /**
   * Time of an action: the caller's time in a feed-clocked hall, because the feed may be ahead of the snapshot;
   * otherwise the hall's current time.
   * @throws {AppError} 422 for a time far from the hall's current time
   */
  async when(code: string, reported: Date | undefined): Promise<number> {
    const fed = await this.fed(code);
    if (reported === undefined || fed === null) return fed ?? this.clock.now();
    if (Math.abs(reported.getTime() - fed) > REPORTED_TOLERANCE_MS)
      throw unprocessable('implausible-time', `it is ${new Date(fed).toISOString()} in this hall`);
    return reported.getTime();
  }

  /** The current hall day. */
  async today(hall: Hall & Pick<HallDoc, 'timeZone'>): Promise<string> {
    return hallDay((await this.reached(hall)) ?? this.clock.now(), hall.timeZone);
  }

  /** The current hall day and its clock; null for an unknown hall, and for a feed-clocked hall without events. */
  async dayOf(code: string): Promise<{ day: string; clock: HallDoc['clock'] } | null> {
    const hall = (await this.organisation.document())?.halls.find((candidate) => candidate.code === code);
    if (hall === undefined) return null;
    const now = hall.clock === 'wall' ? this.clock.now() : await this.reached(hall);
    return now === null ? null : { day: hallDay(now, hall.timeZone), clock: hall.clock };
  }

  /**
   * Current time of a hall in epoch ms, with its time zone.
   * @throws {AppError} 404 `unknown-hall`
   */
  async local(code: string): Promise<{ now: number; timeZone: string }> {
    const hall = (await this.organisation.document())?.halls.find((candidate) => candidate.code === code);
    if (hall === undefined) throw notFound('unknown-hall', `there is no hall "${code}"`);
    return { now: (await this.reached(hall)) ?? this.clock.now(), timeZone: hall.timeZone };
  }

  /** The time zone of a hall; the default zone for a removed hall, so that its remaining work can finish. */
  async zone(code: string): Promise<string> {
    return (
      (await this.organisation.document())?.halls.find((candidate) => candidate.code === code)?.timeZone ?? DEFAULT_ZONE
    );
  }

  /** The earliest current day of these halls: a change made today must reach a hall that plays last week. */
  async earliestToday(halls: readonly (Hall & Pick<HallDoc, 'timeZone'>)[]): Promise<string> {
    const days = await Promise.all(halls.map((hall) => this.today(hall)));
    return days.reduce((a, b) => (a < b ? a : b), hallDay(this.clock.now(), DEFAULT_ZONE));
  }

  /**
   * Current time for things without a hall, epoch ms: the common time of the feed-clocked halls, else the wall clock.
   */
  async ofMost(halls: readonly (Hall & Pick<HallDoc, 'timeZone'>)[]): Promise<number> {
    const reached = await Promise.all(
      halls.map(async (hall) => ({ now: await this.reached(hall), timeZone: hall.timeZone })),
    );
    const fed = reached.flatMap(({ now, timeZone }) => (now === null ? [] : [{ now, timeZone }]));
    return commonNow(fed) ?? this.clock.now();
  }

  /** Latest feed time of a hall, epoch ms; null on clock `wall` and without any event. */
  async reached(hall: Hall): Promise<number | null> {
    return hall.clock === 'feed' ? this.feedTime(hall, await this.shown(hall.code)) : null;
  }

  /** The organisation defines the clock; for an unknown hall the snapshot does. */
  private async fed(code: string): Promise<number | null> {
    const [shown, doc] = await Promise.all([this.shown(code), this.organisation.document()]);
    const hall = doc?.halls.find((candidate) => candidate.code === code) ?? { code, clock: shown?.clock ?? 'wall' };
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
    // not cached, so that the first event counts at once; until then deadlines use the wall clock
    if (stored === null) {
      this.storedAt.forget(key);
      this.silentAt.set(key, this.clock.now());
    } else this.silentAt.delete(key);
    return stored;
  }

  private wasSilent(key: string): boolean {
    const at = this.silentAt.get(key);
    const now = this.clock.now();
    return at !== undefined && now >= at && now - at < SILENT_CACHE_MS;
  }

  private async shown(code: string): Promise<Shown | null> {
    const text = await this.redis.get(clockKey(code));
    const shown = text === null ? null : Shown.safeParse(JSON.parse(text));
    return shown?.success === true ? shown.data : null;
  }
}
