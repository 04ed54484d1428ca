import { setMaxListeners } from 'node:events';
import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { ClickHouseClient } from '@clickhouse/client';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Quarantine } from '@cockpit/ingestion';
import { BulkGate, Following, Lease, LogPositions, LogReader, PartitionShares, writerLease } from '@cockpit/log';
import { OrganisationHalls } from '@cockpit/organisation';
import {
  CLICKHOUSE_WRITER,
  CLOCK,
  DeadLetters,
  REDIS,
  SETTINGS,
  HealthRegistry,
  WorkWatch,
  type Clock,
  type Settings,
  type Sift,
} from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DayTables } from '../tables/day-tables';
import { EntityTables } from '../tables/entity-tables';
import { EventTable } from '../tables/event-table';
import { gatheringInserts } from '../tables/gathered-inserts';
import { JointCounts } from '../tables/joint-counts';
import { SideTables } from '../tables/side-tables';
import { VisitTable } from '../tables/visit-table';
import { DayWorker } from './day-worker';
import { EntityWorker } from './entity-worker';
import { entityKinds } from './entity-kinds';
import { EventStorage } from './event-storage';
import { JointStorage } from './joint-storage';
import { StoredListeners } from './stored-listeners';
import { StoredNotifier } from './stored-notifier';
import { PartitionWriter } from './partition-writer';
import { finishAbandoned } from './held-days';
import { RedoMarks, dueKey, workerOf } from './redo';
import { pause } from './pause';
import { Versions } from './versions';
import { VisitWorker } from './visit-worker';
import { WriterMetrics } from './writer-metrics';

const LEASE_MS = 3_000;
/** seconds between checks for killed, abandoned imports */
const ABANDONED_EVERY = 60;
/** rows of one table within this time share an insert, and queries a statement */
const GATHER_MS = 50;
/** minimum time between logs of the same failure: an absent ClickHouse is retried many times a second */
const LOG_AGAIN_MS = 10_000;

/** Writes every partition whose lease it gets; several processes share them. */
@Injectable()
export class Writer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('writer');
  private readonly stop = new AbortController();
  private readonly running: Promise<void>[] = [];
  private readonly versions: Versions;
  private readonly marks: RedoMarks;
  private readonly lastLogged = new Map<string, { message: string; at: number }>();
  private readonly days = new Map<number, DayWorker>();
  private readonly following: Following;
  private readonly shares: PartitionShares;
  private readonly events: EventStorage;
  private readonly storage: JointStorage;
  /** client for rows whose latest version counts */
  private readonly gathering: ClickHouseClient;
  private readonly counts: JointCounts;
  private zones: ReadonlyMap<string, { timeZone: string }> = new Map();

  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly directory: OrganisationHalls,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reader: LogReader,
    private readonly positions: LogPositions,
    lease: Lease,
    quarantine: Quarantine,
    private readonly metrics: WriterMetrics,
    private readonly listeners: StoredListeners,
    private readonly letters: DeadLetters,
    private readonly work: WorkWatch,
    private readonly gate: BulkGate,
    health: HealthRegistry,
  ) {
    // each partition adds several listeners
    setMaxListeners(0, this.stop.signal);
    this.following = new Following(settings.logPartitions, LEASE_MS);
    this.shares = new PartitionShares({
      redis,
      lease,
      role: 'writer',
      partitions: settings.logPartitions,
      leaseMs: LEASE_MS,
      leaseOf: writerLease,
    });
    health.add('writer-streams', () => this.following.assert());
    this.versions = new Versions(
      () => clock.now(),
      () => new VisitTable(client).highestVersion(),
    );
    this.marks = new RedoMarks(redis, settings.logPartitions);
    this.events = new EventStorage(new EventTable(client), new SideTables(client), quarantine);
    this.storage = new JointStorage(this.events, settings.intervals.writerCollect);
    const gatherMs = Math.min(GATHER_MS, settings.intervals.writerFlush);
    this.gathering = gatheringInserts(client, gatherMs);
    this.counts = new JointCounts(new EventTable(client), gatherMs);
  }

  onApplicationBootstrap(): void {
    this.running.push(this.watchZones(), this.shares.keep(this.stop.signal));
    for (let partition = 0; partition < this.settings.logPartitions; partition++) {
      this.running.push(this.serve(partition));
      this.work.watch(`writer-${String(partition)}`, () => this.reader.workState('writer', partition));
      this.work.watch(`days-${String(partition)}`, () =>
        Promise.resolve(this.days.get(partition)?.workState() ?? { waiting: false, mark: '' }),
      );
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
  }

  private async serve(partition: number): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const turn = await this.shares.wait(partition, signal);
      if (turn === null) return;
      this.metrics.partitions.inc();
      this.following.loads(partition);
      this.events.takeOver(turn.lease.name);
      this.versions.takeOver();
      try {
        this.zones = await this.directory.halls();
        const writer = this.partitionWriter(partition);
        this.following.follows(partition);
        await writer.run(turn.lease, turn.signal);
      } catch (error) {
        this.failed(`write partition ${String(partition)}`, error);
        await pause(500, signal);
      } finally {
        this.days.delete(partition);
        this.metrics.partitions.dec();
        this.following.waits(partition);
        await turn.release();
      }
    }
  }

  private partitionWriter(partition: number): PartitionWriter {
    const { client, gathering, redis, reader, positions, metrics, versions, listeners } = this;
    const events = new EventTable(client);
    const side = new SideTables(client);
    const visitTable = new VisitTable(gathering);
    const zoneOf = (hall: string): string => this.zones.get(hall)?.timeZone ?? DEFAULT_ZONE;
    const sift =
      (what: string): Sift =>
      (items, sifting) =>
        this.letters.sift(workerOf(partition, what), items, sifting);
    const days = new DayWorker(
      redis,
      dueKey(partition),
      events,
      visitTable,
      new DayTables(gathering),
      versions,
      zoneOf,
      sift('days'),
      this.settings.intervals,
    );
    this.days.set(partition, days);
    return new PartitionWriter({
      partition,
      partitions: this.settings.logPartitions,
      redis,
      reader,
      positions,
      metrics,
      events,
      side,
      zoneOf,
      intervals: this.settings.intervals,
      listeners: new StoredNotifier({
        partition,
        redis,
        events,
        listeners,
        sift: sift('landing'),
        failed: (what, error) => {
          this.failed(what, error);
        },
      }),
      now: () => this.clock.now(),
      entities: entityKinds(events, new EntityTables(gathering), zoneOf).map(
        (kind) => new EntityWorker(kind, versions, sift(kind.name)),
      ),
      marks: this.marks,
      storage: this.storage,
      visits: new VisitWorker(events, this.counts, visitTable, versions, zoneOf, sift('visits')),
      days,
      sift: sift('landing'),
      dead: async (workers) =>
        (await this.letters.due(workers.map((what) => workerOf(partition, what)))).map(({ worker, body }) => ({
          what: workers.find((what) => workerOf(partition, what) === worker) ?? '',
          body,
        })),
      failed: (what, error) => {
        this.failed(what, error);
      },
    });
  }

  /** Keeps the time zones of new halls up to date. */
  private async watchZones(): Promise<void> {
    for (let turn = 0; await pause(1000, this.stop.signal); turn++) {
      if (turn % ABANDONED_EVERY === 0)
        await finishAbandoned(this.redis, this.gate, this.marks).catch((error: unknown) => {
          this.failed('release what an import left', error);
        });
      await this.directory.halls().then(
        (halls) => {
          this.zones = halls;
        },
        (error: unknown) => {
          this.failed('read the halls', error);
        },
      );
    }
  }

  private failed(what: string, error: unknown): void {
    this.metrics.failed(what.replace(/ \d+$/, ''));
    const message = error instanceof Error ? error.message : String(error);
    const last = this.lastLogged.get(what);
    const at = performance.now();
    if (last?.message === message && at - last.at < LOG_AGAIN_MS) return;
    this.lastLogged.set(what, { message, at });
    this.logger.error({ what, err: error }, 'writer failed and tries again');
  }
}
