import type { LoggedEvent } from '@cockpit/contracts';
import { hallDayEnd, hallDayStart } from '@cockpit/domain';
import { LOG_START, partitionOf, type HeldLease, type LogEntry, type LogPositions, type LogReader } from '@cockpit/log';
import { costs, withTimeout, type Intervals, type Sift } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { EventTable } from '../tables/event-table';
import type { Notice, SideTables } from '../tables/side-tables';
import type { DayWorker } from './day-worker';
import { partsOf, type EntityWorker } from './entity-worker';
import { HeardHalls } from './heard-halls';
import type { JointStorage } from './joint-storage';
import { pause } from './pause';
import { PAST_COMPUTED, WHOLE_DAY, readRedo, redoKey, type RedoMarks } from './redo';
import { Withdrawals } from './withdrawals';
import { markWithdrawn } from './withdrawn';
import { touchedDays } from './touched-days';
import type { StoredNotifier } from './stored-notifier';
import type { HallDay } from '../tables/day-tables';
import type { VisitWorker } from './visit-worker';
import type { WriterMetrics } from './writer-metrics';

const ENOUGH_ROWS = 5_000;
/** while batches are full, visits are recomputed less often, each for several events at once */
const FLUSH_WHEN_BUSY_MS = 5_000;
/** the writer counts as busy this long after a batch of at least this many events */
const BUSY_FOR_MS = 1_000;
const BUSY_ROWS = 100;
const IN_DOUBT_MS = 50;
const DEAD_EVERY_MS = 5_000;
/** Timeout for dead letters in Postgres, so that they do not delay storing. */
const DEAD_WITHIN_MS = 2_000;
const NOTIFY_AGAIN_MS = 1_000;
/** Number of hall days recomputed at once: a bulk load requests months, and live work waits behind them. */
const WHOLE_DAYS = 4;

export interface PartitionParts {
  partition: number;
  partitions: number;
  redis: Redis;
  reader: LogReader;
  positions: LogPositions;
  storage: Pick<JointStorage, 'store'>;
  listeners: Pick<StoredNotifier, 'notify' | 'notifyNoted'>;
  events: EventTable;
  side: SideTables;
  visits: VisitWorker;
  days: DayWorker;
  entities: readonly EntityWorker[];
  marks: RedoMarks;
  metrics: WriterMetrics;
  zoneOf: (hall: string) => string;
  intervals: Pick<Intervals, 'writerCollect' | 'writerFlush'>;
  now: () => number;
  sift: Sift;
  /** dead letters that are due for a retry */
  dead: (workers: readonly string[]) => Promise<{ what: string; body: unknown }[]>;
  failed: (what: string, error: unknown) => void;
}

/** Partitions of one process flush at the same times, so that their rows share inserts. */
const untilRound = (everyMs: number): number => everyMs - (performance.now() % everyMs);
const roundOf = (everyMs: number): number => Math.floor(performance.now() / everyMs);

/** Writes one partition of the log into ClickHouse while its lease holds. */
export class PartitionWriter {
  /** position up to which events are stored, and the work before it can be saved */
  private storedUpTo = LOG_START;
  private savedUpTo = LOG_START;
  /** a position being saved to Redis */
  private saving: { upTo: string; counts: ReadonlyMap<string, number> } | null = null;
  private storedBySource = new Map<string, number>();
  private windowDays = new Map<string, HallDay>();
  private readonly heard: HeardHalls;
  private readonly withdrawals: Withdrawals;
  private fullAt = -Infinity;
  private lookedForDead = -Infinity;

  constructor(private readonly parts: PartitionParts) {
    this.heard = new HeardHalls(parts.redis);
    this.withdrawals = new Withdrawals(parts.redis, parts.side, parts.partition);
  }

  /** Returns when the signal aborts or the lease is lost; finishes the work for stored events if possible. */
  async run(lease: HeldLease, stop: AbortSignal): Promise<void> {
    const { positions, partition, days, failed } = this.parts;
    const ended = new AbortController();
    const signal = AbortSignal.any([lease.signal, stop, ended.signal]);
    this.storedUpTo = this.savedUpTo = await positions.read('writer', partition);
    await days.takeOver((hall) => partitionOf(hall, this.parts.partitions) === partition);
    // before anything is recomputed
    await this.withdrawals.readAll();
    for (const worker of [this.parts.visits, days, ...this.parts.entities]) worker.leaveOut(this.withdrawals.all);
    const keeping = [
      this.flushing(lease, signal),
      this.notifyLater(lease, signal),
      days.run(
        signal,
        () => lease.isHeld(),
        () => this.isBusy(),
        (error) => {
          failed('recompute a hall day', error);
        },
      ),
    ];
    try {
      await this.follow(lease, signal);
    } finally {
      // all our work must end before another process gets the lease
      ended.abort();
      await Promise.all(keeping);
    }
    if (lease.isHeld())
      await this.flush(lease).catch((error: unknown) => {
        failed('finish off', error);
      });
  }

  private async follow(lease: HeldLease, signal: AbortSignal): Promise<void> {
    const { reader, partition, intervals, failed } = this.parts;
    let batch: LogEntry[] = [];
    let rows = 0;
    let since = 0;
    for await (const entries of reader.tail({
      partition,
      from: this.storedUpTo,
      signal,
      waitMs: intervals.writerCollect,
      // The log is never trimmed past the writer, so somebody else removed entries; the rest must still be stored.
      onGap: (after) => {
        failed('find what came next in the log', new Error(`entries after ${after} are gone before they were stored`));
      },
    })) {
      if (performance.now() - this.lookedForDead > DEAD_EVERY_MS && lease.isHeld()) {
        this.lookedForDead = performance.now();
        await this.tryDeadAgain(lease).catch((error: unknown) => {
          this.parts.failed('try dead letters again', error);
        });
      }
      if (batch.length === 0) since = performance.now();
      batch.push(...entries);
      for (const entry of entries) rows += entry.events.length;
      if (batch.length === 0 || (rows < ENOUGH_ROWS && performance.now() - since < intervals.writerCollect)) continue;
      await this.landUntilDone(batch, lease, signal);
      if (rows >= BUSY_ROWS) this.fullAt = performance.now();
      batch = [];
      rows = 0;
    }
  }

  private isBusy(): boolean {
    return performance.now() - this.fullAt < BUSY_FOR_MS;
  }

  /** Repeats until stored: a batch with unknown outcome is looked up before anything is inserted again. */
  private async landUntilDone(batch: readonly LogEntry[], lease: HeldLease, signal: AbortSignal): Promise<void> {
    const events = batch.flatMap((entry) => entry.events);
    for (let attempt = 0; !signal.aborted; attempt++) {
      // While the lease is uncertain nothing may be written or skipped: a stalled process may renew late and continue.
      // A lost lease aborts the signal.
      if (!lease.isHeld()) {
        await pause(IN_DOUBT_MS, signal);
        continue;
      }
      try {
        await costs.timed('writer:store', () => this.store(events, lease));
        for (const { sourceName } of events)
          this.storedBySource.set(sourceName, (this.storedBySource.get(sourceName) ?? 0) + 1);
        this.storedUpTo = batch.at(-1)?.entryId ?? this.storedUpTo;
        return;
      } catch (error) {
        this.parts.failed('land a batch', error);
        await pause(Math.min(5000, 100 * 2 ** attempt), signal);
      }
    }
  }

  /** An event that no store accepts becomes a dead letter; the others are stored. */
  private async store(events: readonly LoggedEvent[], lease: HeldLease): Promise<void> {
    const { sift, metrics, storage, listeners, visits } = this.parts;
    await sift(events, {
      nameOf: ({ identity }) => identity,
      work: async (part) => {
        await this.heard.announce(part);
        const done = metrics.storing();
        const { standing, notices, inserted } = await storage.store(part, lease, part.length < events.length);
        done(inserted);
        await this.withdraw(notices);
        await this.markEntities(standing);
        const days = standing.flatMap((event) => touchedDays(event, this.parts.zoneOf, this.parts.now()));
        visits.stored(standing);
        for (const { hall, day } of days) this.windowDays.set(`${day}|${hall}`, { hall, day });
        await listeners.notify(standing);
      },
    });
  }

  /** Retries dead letters; a new version or newly arrived data may have fixed them. */
  private async tryDeadAgain(lease: HeldLease): Promise<void> {
    const { dead, visits, days, entities } = this.parts;
    const letters = await withTimeout(
      dead(['landing', 'visits', 'days', ...entities.map(({ name }) => name)]),
      DEAD_WITHIN_MS,
    );
    const bodiesOf = <T>(kind: string): T[] => letters.filter(({ what }) => what === kind).map(({ body }) => body as T);
    const events = bodiesOf<LoggedEvent>('landing');
    if (events.length > 0) await this.store(events, lease);
    for (const key of bodiesOf<string>('visits')) visits.redoKey(key);
    for (const worker of entities) for (const key of bodiesOf<string>(worker.name)) worker.redo(key);
    const due = bodiesOf<string>('days').map((member) => ({ day: member.slice(0, 10), hall: member.slice(11) }));
    if (due.length > 0) await days.mark(due);
  }

  /** Withdrawn events may affect visits and days of other partitions, which are notified through Redis. */
  private async withdraw(notices: readonly Notice[]): Promise<void> {
    const { events, entities, zoneOf, now, marks } = this.parts;
    await markWithdrawn(notices, { events, kinds: entities, zoneOf, now: now(), marks });
  }

  /** Marks entities of stored events; other partitions are notified before this one counts as done. */
  private async markEntities(standing: readonly LoggedEvent[]): Promise<void> {
    const { entities, partition, partitions, marks } = this.parts;
    for (const worker of entities) {
      for (const event of standing) {
        const key = worker.keyOf(event);
        if (key === null) continue;
        const [scope, id] = partsOf(key);
        if (partitionOf(scope, partitions) === partition) worker.redo(key);
        else await marks.add([{ what: worker.name, scope, id }], event.identity);
      }
    }
  }

  private async flushing(lease: HeldLease, signal: AbortSignal): Promise<void> {
    const { writerFlush } = this.parts.intervals;
    let flushed = -Infinity;
    while (await pause(untilRound(writerFlush), signal)) {
      // checked every round, so that leftovers are recomputed as soon as the load ends
      if (this.isBusy() && roundOf(FLUSH_WHEN_BUSY_MS) === flushed) continue;
      flushed = roundOf(FLUSH_WHEN_BUSY_MS);
      if (lease.isHeld())
        await costs
          .timed('writer:flush', () => this.flush(lease))
          .catch((error: unknown) => {
            this.parts.failed('flush', error);
          });
    }
  }

  /** Notifies listeners that failed when the event was stored. */
  private async notifyLater(lease: HeldLease, signal: AbortSignal): Promise<void> {
    while (await pause(NOTIFY_AGAIN_MS, signal)) {
      if (lease.isHeld())
        await this.parts.listeners.notifyNoted().catch((error: unknown) => {
          this.parts.failed('tell what was stored before', error);
        });
    }
  }

  /** Recomputes changes, then saves the position. A crash in between only repeats work. */
  private async flush(lease: HeldLease): Promise<void> {
    const { visits, days, entities, partition, metrics } = this.parts;
    const { recomputed, later } = await this.lookForRedo();
    const upTo = this.storedUpTo;
    const counts = this.storedBySource;
    const windowDays = [...this.windowDays.values()];
    if (
      visits.size === 0 &&
      upTo === this.savedUpTo &&
      windowDays.length === 0 &&
      entities.every(({ size }) => size === 0)
    )
      return;
    this.storedBySource = new Map();
    this.windowDays = new Map();
    const done = metrics.flushing(visits.size);
    try {
      windowDays.push(...(await visits.flush(() => lease.isHeld())));
      await days.mark(windowDays);
      for (const worker of entities) await worker.flush(() => lease.isHeld());
      if (!lease.isHeld()) throw new Error('the lease was lost before the position was saved');
      await this.save();
      this.saving = { upTo, counts };
      await this.save();
    } catch (error) {
      if (this.saving?.counts !== counts)
        for (const [source, count] of counts)
          this.storedBySource.set(source, (this.storedBySource.get(source) ?? 0) + count);
      for (const day of windowDays) this.windowDays.set(`${day.day}|${day.hall}`, day);
      throw error;
    }
    done();
    if (recomputed.length === 0) return;
    await this.parts.redis.srem(redoKey(partition), ...recomputed);
    const computed = recomputed.map(readRedo).filter(({ what, scope }) => what === WHOLE_DAY && !later.has(scope));
    for (const hall of new Set(computed.map(({ scope }) => scope))) await this.parts.redis.publish(PAST_COMPUTED, hall);
  }

  /** Saves the position until Redis answers: only repeating the same call shows whether it was applied. */
  private async save(): Promise<void> {
    if (this.saving === null) return;
    const { upTo, counts } = this.saving;
    await this.parts.positions.save('writer', this.parts.partition, upTo, counts, this.savedUpTo);
    this.savedUpTo = upTo;
    this.saving = null;
  }

  /** @returns what is recomputed now, and halls whose whole days must wait */
  private async lookForRedo(): Promise<{ recomputed: string[]; later: Set<string> }> {
    const { redis, visits, entities, partition } = this.parts;
    const members = await redis.srandmember(redoKey(partition), 5000);
    // read after the redo marks: a recomputation for a withdrawal is requested after the withdrawal is published
    visits.withdraw(await this.withdrawals.learn());
    const recomputed: string[] = [];
    const later = new Set<string>();
    let wholeDays = 0;
    for (const member of members) {
      const { what, scope, id } = readRedo(member);
      if (what === WHOLE_DAY && ++wholeDays > WHOLE_DAYS) {
        later.add(scope);
        continue;
      }
      recomputed.push(member);
      if (what === 'ticket') visits.redo(scope, id);
      else if (what === WHOLE_DAY) await this.redoWholeDay(scope, id);
      else if (what === 'day') this.windowDays.set(`${id}|${scope}`, { hall: scope, day: id });
      else entities.find(({ name }) => name === what)?.redo(`${scope}|${id}`);
    }
    return { recomputed, later };
  }

  private async redoWholeDay(hall: string, day: string): Promise<void> {
    const zone = this.parts.zoneOf(hall);
    const tickets = await this.parts.events.ticketsBetween(hall, hallDayStart(day, zone), hallDayEnd(day, zone));
    for (const ticketId of tickets) this.parts.visits.redo(hall, ticketId);
    this.windowDays.set(`${day}|${hall}`, { hall, day });
  }
}
