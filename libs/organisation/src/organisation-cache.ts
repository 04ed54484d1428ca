import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { dayClasses, type DayClasses } from '@cockpit/domain';
import { ChangeChannel, ShortCache } from '@cockpit/access';
import { AppError, CLOCK, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { plainConfigOf, type HallPlain } from './halls/hall-config';
import { OrganisationStore } from './history/organisation-store';
import { pastOf, type OrganisationPast } from './history/versions';

/** A message that something changed may get lost; nothing is believed for longer than this. */
const BELIEF_MS = 30_000;
/** the door goes on for so long with the halls it knows while Postgres does not answer */
const STALE_MS = 3_600_000;
/** before and after all days of which anything is known */
const [FIRST_DAY, LAST_DAY] = ['0001-01-01', '9999-12-31'];
/** Documents kept at once: each holds from one change to the next. */
const DAYS = 16;
/** Days of halls kept ready for those who ask for each snapshot, quote and decision. */
const HALL_DAYS = 256;

type Places = readonly Pick<HallDoc, 'code' | 'parent'>[];
export type HallZones = ReadonlyMap<string, { readonly timeZone: string }>;

/** The organisation in memory, forgotten in every process the moment it changes. Documents are shared: nobody may alter one. */
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
    this.documents = new ShortCache(BELIEF_MS, () => clock.now(), DAYS);
    this.halls = new ShortCache(BELIEF_MS, () => clock.now(), 1, STALE_MS);
    this.trees = new ShortCache(BELIEF_MS, () => clock.now(), 1, STALE_MS);
    this.pasts = new ShortCache(BELIEF_MS, () => clock.now(), 1);
    this.hallDays = new ShortCache(BELIEF_MS, () => clock.now(), HALL_DAYS);
    this.changes = new ShortCache(BELIEF_MS, () => clock.now(), HALL_DAYS);
    this.notices = new ShortCache(BELIEF_MS, () => clock.now(), 1);
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

  /** Days between two changes have one document: it is read for the first of them. */
  async document(day?: string): Promise<OrganisationDoc | null> {
    if (day === undefined) return this.documents.get('latest', () => this.store.read());
    const since = (await this.changesBetween(FIRST_DAY, LAST_DAY)).findLast((change) => change <= day) ?? FIRST_DAY;
    return this.documents.get(since, () => this.store.read(since));
  }

  /** A hall's day but for its forecast; null when there is no such hall then. */
  hallDay(code: string, day: string): Promise<HallPlain | null> {
    return this.hallDays.get(`${day} ${code}`, async () => {
      const [doc, days] = await Promise.all([this.document(day), this.days()]);
      return doc === null ? null : plainConfigOf(doc, code, day, days);
    });
  }

  /** What each day is by the notices of holidays that were loaded. */
  days(): Promise<DayClasses> {
    return this.notices.get('days', async () => dayClasses((await this.store.calendars()).years));
  }

  changesBetween(first: string, last: string): Promise<string[]> {
    return this.changes.get(`${first} ${last}`, () => this.store.changesBetween(first, last));
  }

  /** Every version of items and of the hours of halls. */
  past(): Promise<OrganisationPast> {
    return this.pasts.get('past', async () =>
      pastOf(await this.store.versions('item'), await this.store.versions('hall')),
    );
  }

  /** Every place of today with the one above it. */
  places(): Promise<Places> {
    return this.trees.get('places', async () => (await this.document())?.halls ?? []);
  }

  /** @throws {AppError} 503 with Retry-After when Postgres does not answer and the halls are not known */
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
