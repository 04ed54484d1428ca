import {
  DEFAULT_ZONE,
  MANUAL_SOURCE,
  type FeedRate,
  type SourceHealth,
  type SourceRecord,
  type SourceStatus,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ShortCache, Sources } from '@cockpit/access';
import { feedState, hallDay, hallDayEnd, hallDayStart } from '@cockpit/domain';
import { Tallies, type Tally } from '@cockpit/ingestion';
import { EventLog } from '@cockpit/log';
import { OrganisationService, hoursOn } from '@cockpit/organisation';
import { AppError, CLOCK, type Clock } from '@cockpit/platform';
import { WarehouseReader } from '../reads/warehouse-reader';
import { completenessOf, anomaliesOf } from './source-day';
import { SourceReader, type WeekCount } from './source-reader';

const BELIEF_MS = 15_000;
const SOURCES = 500;
const DAY_MS = 86_400_000;
type Hall = Awaited<ReturnType<OrganisationService['export']>>['halls'][number];

@Injectable()
export class SourceHealths {
  private readonly weeks: ShortCache<WeekCount[]>;
  private readonly ended: ShortCache<boolean>;
  private readonly days: ShortCache<Pick<SourceHealth, 'day' | 'completeness' | 'oddities'>>;

  constructor(
    private readonly sources: Sources,
    private readonly tallies: Tallies,
    private readonly log: EventLog,
    private readonly reader: SourceReader,
    private readonly warehouse: WarehouseReader,
    private readonly organisation: OrganisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.weeks = new ShortCache(BELIEF_MS, () => clock.now(), SOURCES);
    this.ended = new ShortCache(BELIEF_MS, () => clock.now(), SOURCES);
    this.days = new ShortCache(BELIEF_MS, () => clock.now(), SOURCES);
  }

  /** null: unknown source */
  async record(name: string): Promise<SourceRecord | null> {
    if (name !== MANUAL_SOURCE) return this.sources.get(name);
    return { name, halls: 'all', types: null, sandbox: false, createdAt: new Date(0).toISOString(), keys: [] };
  }

  /** Health without the queries over a whole day. */
  async all(records: readonly SourceRecord[]): Promise<SourceHealth[]> {
    const stored = await this.warehouse.stored();
    const halls = await this.halls();
    return Promise.all(
      records.map(async (record) => {
        const tally = await this.tallies.read(record.name);
        const [health, runs] = await Promise.all([
          this.health(record, tally, stored.get(record.name) ?? 0, halls),
          this.tallies.sequences(record.name),
        ]);
        return { ...health, day: null, completeness: null, oddities: anomaliesOf(tally, runs, [], () => false) };
      }),
    );
  }

  /** @param day hall day for completeness and anomalies; default: the source's latest day */
  async one(record: SourceRecord, day: string | undefined): Promise<SourceHealth> {
    const [tally, stored, halls] = await Promise.all([
      this.tallies.read(record.name),
      this.warehouse.stored(record.name),
      this.halls(),
    ]);
    const health = await this.health(record, tally, stored.get(record.name) ?? 0, halls);
    return {
      ...health,
      ...(await this.days.get(`${record.name} ${day ?? ''}`, () => this.day(record, tally, halls, day))),
    };
  }

  private async health(
    record: SourceRecord,
    tally: Tally,
    stored: number,
    halls: readonly Hall[],
  ): Promise<Omit<SourceHealth, 'day' | 'completeness' | 'oddities'>> {
    const wallNow = this.clock.now();
    const now = this.nowOf(record, tally, halls, wallNow);
    const [backlog, rejections, weeks] = await Promise.all([
      this.log.backlog(record.name),
      this.tallies.rejections(record.name, wallNow),
      this.weeks.get(record.name, () => this.reader.weeks(record.name, now)),
    ]);
    const state = feedState(tally, wallNow);
    const rate = rateOf(weeks);
    const usual = rate.usualPerHour === null ? null : rate.usualPerHour >= 1;
    const expectedNow =
      isOverdue(state) && (await this.hasEnded(record, tally, halls, now === wallNow)) ? false : usual;
    const status: SourceStatus = {
      name: record.name,
      received: tally.received,
      accepted: tally.accepted,
      rejected: tally.rejected,
      landed: stored,
      lastEventAt: iso(tally.lastEventAt),
      clockSkewMs: tally.clockSkewMs,
      backlog,
    };
    return {
      ...status,
      halls: record.halls,
      types: record.types,
      sandbox: record.sandbox,
      createdAt: record.createdAt,
      keys: record.keys,
      state,
      lastReceivedAt: iso(tally.lastReceivedAt),
      silentSince: state === 'silent' ? iso(tally.lastReceivedAt) : null,
      usualGapSec: tally.gapMs === null ? null : tally.gapMs / 1000,
      expectedNow,
      rate,
      rejections,
    };
  }

  private async day(
    { name }: SourceRecord,
    tally: Tally,
    halls: readonly Hall[],
    requestedDay: string | undefined,
  ): Promise<Pick<SourceHealth, 'day' | 'completeness' | 'oddities'>> {
    const runs = await this.tallies.sequences(name);
    const leading = halls.find((hall) => hall.primarySource === name) ?? halls[0];
    const zone = leading?.timeZone ?? DEFAULT_ZONE;
    if (tally.lastEventAt === null && requestedDay === undefined)
      return { day: null, completeness: null, oddities: anomaliesOf(tally, runs, [], () => false) };
    const day = requestedDay ?? hallDay(tally.lastEventAt ?? 0, zone);
    const from = hallDayStart(day, zone);
    const to = hallDayEnd(day, zone);
    const soFar = Math.min(to, Math.max(from, tally.lastEventAt ?? to)) - from;
    const [days, boards, tickets, today, yesterday] = await Promise.all([
      this.organisation.days(),
      this.reader.boards(name, from, to),
      this.reader.tickets(name, from, to),
      this.reader.count(name, from, to),
      this.reader.count(name, from - DAY_MS, from - DAY_MS + soFar + 1),
    ]);
    const isClosed = (code: string): boolean => {
      const hall = halls.find((each) => each.code === code);
      return hall !== undefined && hoursOn(hall, day, days)?.length === 0;
    };
    return {
      day,
      completeness: completenessOf(runs, { tickets, today, yesterday }),
      oddities: anomaliesOf(tally, runs, boards, isClosed),
    };
  }

  /**
   * Whether a source only delivered past data and is finished, so that nobody waits for it. A source that leads a hall
   * is never finished.
   */
  private async hasEnded(
    { name }: SourceRecord,
    { lastEventAt, clockSkewMs }: Tally,
    halls: readonly Hall[],
    isWallClock: boolean,
  ): Promise<boolean> {
    if (lastEventAt === null || halls.some(({ primarySource }) => primarySource === name)) return false;
    if (isWallClock && (clockSkewMs ?? 0) < -DAY_MS) return true;
    return this.ended.get(name, () => this.reader.isTakenOn(name, lastEventAt));
  }

  /** Current time of a source: its own when it only leads halls on clock `feed`. */
  private nowOf(record: SourceRecord, tally: Tally, halls: readonly Hall[], wallNow: number): number {
    const ledHalls = halls.filter((hall) =>
      record.halls === 'all' ? hall.primarySource === record.name : record.halls.includes(hall.code),
    );
    return ledHalls.length > 0 && ledHalls.every((hall) => hall.clock === 'feed')
      ? (tally.lastEventAt ?? wallNow)
      : wallNow;
  }

  private async halls(): Promise<readonly Hall[]> {
    try {
      return (await this.organisation.export()).halls;
    } catch (error) {
      if (error instanceof AppError && error.status === 404) return [];
      throw error;
    }
  }
}

function rateOf(weeks: readonly WeekCount[]): FeedRate {
  const perHour = weeks.find(({ week }) => week === 0)?.hour ?? 0;
  const before = weeks.filter(({ week }) => week > 0);
  const usualPerHour = before.length === 0 ? null : before.reduce((sum, { hour }) => sum + hour, 0) / before.length;
  return {
    perHour,
    usualPerHour,
    weeks: before.length,
    share: usualPerHour === null || usualPerHour === 0 ? null : perHour / usualPerHour,
  };
}

/** No event for longer than usual. */
const isOverdue = (state: SourceHealth['state']): boolean => state === 'stale' || state === 'silent';

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
