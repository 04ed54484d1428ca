import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { dayClasses, type DayClasses } from '@cockpit/domain';
import { ChangeChannel, ShortCache } from '@cockpit/access';
import { AppError, CLOCK, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { plainConfigOf, type HallPlain } from './halls/hall-config';
import { OrganisationStore } from './history/organisation-store';
import { pastOf, type OrganisationPast } from './history/versions';

/** Maximum age of cached data, because a change message can get lost. */
const MAX_AGE_MS = 30_000;
/** ingestion continues this long with the known halls while Postgres is down */
const STALE_MS = 3_600_000;
/** bounds outside all stored days */
const [FIRST_DAY, LAST_DAY] = ['0001-01-01', '9999-12-31'];
/** Cached documents; each covers the days between two changes. */
const DAYS = 16;
/** Cached hall days for snapshots, quotes and decisions. */
const HALL_DAYS = 256;

type Places = readonly Pick<HallDoc, 'code' | 'parent'>[];
export type HallZones = ReadonlyMap<string, { readonly timeZone: string }>;

/**
 * Caches the organisation; a change clears the cache in every process. Documents are shared and must not be modified.
 */
@Injectable()
export class OrganisationCache extends ChangeChannel implements OnApplicationShutdown {
  private readonly documents: ShortCache<OrganisationDoc | null>;
  private readonly halls: ShortCache<HallZones>;
  private readonly trees: ShortCache<Places>;
  private readonly pasts: ShortCache<OrganisationPast>;
  private readonly hallDays: ShortCache<HallPlain | null>;
  private readonly changes: ShortCache<string[]>;
  private readonly notices: ShortCache<DayClasses>;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(REDIS) redis: Redis,
    @Inject(CLOCK) clock: Clock,
    private readonly store: OrganisationStore,
  ) {
    super(settings, redis, 'organisation:changed');
    this.documents = new ShortCache(MAX_AGE_MS, () => clock.now(), DAYS);
    this.halls = new ShortCache(MAX_AGE_MS, () => clock.now(), 1, STALE_MS);
    this.trees = new ShortCache(MAX_AGE_MS, () => clock.now(), 1, STALE_MS);
    this.pasts = new ShortCache(MAX_AGE_MS, () => clock.now(), 1);
    this.hallDays = new ShortCache(MAX_AGE_MS, () => clock.now(), HALL_DAYS);
    this.changes = new ShortCache(MAX_AGE_MS, () => clock.now(), HALL_DAYS);
    this.notices = new ShortCache(MAX_AGE_MS, () => clock.now(), 1);
    this.onChange(() => {
      this.notices.clear();
      this.changes.clear();
      this.documents.clear();
      this.hallDays.clear();
      this.pasts.clear();
      this.halls.clear();
      this.trees.clear();
    });
  }

  /** The document of a day, cached per period between two changes. */
  async document(day?: string): Promise<OrganisationDoc | null> {
    if (day === undefined) return this.documents.get('latest', () => this.store.read());
    const since = (await this.changesBetween(FIRST_DAY, LAST_DAY)).findLast((change) => change <= day) ?? FIRST_DAY;
    return this.documents.get(since, () => this.store.read(since));
  }

  /** A hall day without its forecast; null if the hall does not exist then. */
  hallDay(code: string, day: string): Promise<HallPlain | null> {
    return this.hallDays.get(`${day} ${code}`, async () => {
      const [doc, days] = await Promise.all([this.document(day), this.days()]);
      return doc === null ? null : plainConfigOf(doc, code, day, days);
    });
  }

  /** Day classes from the imported holiday notices. */
  days(): Promise<DayClasses> {
    return this.notices.get('days', async () => dayClasses((await this.store.calendars()).years));
  }

  changesBetween(first: string, last: string): Promise<string[]> {
    return this.changes.get(`${first} ${last}`, () => this.store.changesBetween(first, last));
  }

  /** All versions of items and hall hours. */
  past(): Promise<OrganisationPast> {
    return this.pasts.get('past', async () =>
      pastOf(await this.store.versions('item'), await this.store.versions('hall')),
    );
  }

  /** Every current place with its parent. */
  places(): Promise<Places> {
    return this.trees.get('places', async () => (await this.document())?.halls ?? []);
  }

  /** @throws {AppError} 503 with Retry-After if Postgres is down and the halls are not cached */
  everHalls(): Promise<HallZones> {
    const load = async () => new Map((await this.store.everHalls()).map(({ code, timeZone }) => [code, { timeZone }]));
    return this.halls.get('halls', load).catch((error: unknown) => {
      throw new AppError('halls-unavailable', 503, {
        detail: 'the halls cannot be looked up now',
        headers: { 'retry-after': '5' },
        cause: error,
      });
    });
  }

  onApplicationShutdown(): void {
    this.close();
  }
}
