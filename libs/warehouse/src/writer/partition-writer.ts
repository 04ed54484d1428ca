import type { LoggedEvent } from '@cockpit/contracts';
import { hallDay, isWindowEvent } from '@cockpit/domain';
import { LOG_START, partitionOf, type HeldLease, type LogEntry, type LogPositions, type LogReader } from '@cockpit/log';
import type { Redis } from 'ioredis';
import type { EventTable } from '../tables/event-table';
import { targetOf, type Notice, type SideTables } from '../tables/side-tables';
import type { DayKeeper } from './day-keeper';
import type { Landing } from './landing';
import type { LandingListeners } from './landing-listeners';
import { pause } from './pause';
import type { HallDay, VisitKeeper } from './visit-keeper';
import type { WriterMetrics } from './writer-metrics';

const ENOUGH_ROWS = 5_000;
const LINGER_MS = 200;
const FLUSH_EVERY_MS = 400;
/** while batches come in full, visits are recomputed less often: each is then computed once for several events */
const FLUSH_WHEN_BUSY_MS = 5_000;
/** so long after the last batch of at least this many events the writer counts as busy */
const BUSY_FOR_MS = 1_000;
const BUSY_ROWS = 100;
const IN_DOUBT_MS = 50;
export const WITHDRAWALS_KEY = 'warehouse:withdrawals';
/** what to compute anew, by the partition of its hall: `ticket|HALL|ID` or `day|HALL|DAY` */
export const redoKey = (partition: number): string => `warehouse:${String(partition)}:redo`;
export const dueKey = (partition: number): string => `warehouse:${String(partition)}:days`;

export interface PartitionParts {
  partition: number;
  partitions: number;
  redis: Redis;
  reader: LogReader;
  positions: LogPositions;
  landing: Landing;
  listeners: LandingListeners;
  events: EventTable;
  side: SideTables;
  visits: VisitKeeper;
  days: DayKeeper;
  metrics: WriterMetrics;
  zoneOf: (hall: string) => string;
  failed: (what: string, error: unknown) => void;
}

/** One partition of the log into ClickHouse, for as long as its lease holds. */
export class PartitionWriter {
  /** how far events have landed, and what must be done before that counts */
  private landedUpTo = LOG_START;
  private savedUpTo = LOG_START;
  private landedBySource = new Map<string, number>();
  private windowDays = new Map<string, HallDay>();
  private withdrawalsSeen = '';
  private fullAt = -Infinity;

  constructor(private readonly parts: PartitionParts) {}

  /** Returns when the signal aborts or the lease is lost; what has landed by then is finished off if it can be. */
  async run(lease: HeldLease, stop: AbortSignal): Promise<void> {
    const { reader, positions, partition, days, failed } = this.parts;
    const signal = AbortSignal.any([lease.signal, stop]);
    this.landedUpTo = this.savedUpTo = await positions.of('writer', partition);
    await days.takeOver();
    const keeping = [
      this.flushing(lease, signal),
      days.run(signal, () => lease.isHeld(), () => this.isBusy(), (error) => { failed('recompute a hall day', error); }),
    ];
    let batch: LogEntry[] = [];
    let rows = 0;
    let since = 0;
    for await (const entries of reader.tail({ partition, from: this.landedUpTo, signal, waitMs: LINGER_MS })) {
      if (batch.length === 0) since = performance.now();
      batch.push(...entries);
      for (const entry of entries) rows += entry.events.length;
      if (batch.length === 0 || (rows < ENOUGH_ROWS && performance.now() - since < LINGER_MS)) continue;
      await this.landUntilDone(batch, lease, signal);
      if (rows >= BUSY_ROWS) this.fullAt = performance.now();
      batch = [];
      rows = 0;
    }
    await Promise.all(keeping);
    if (lease.isHeld()) await this.flush(lease).catch((error: unknown) => { failed('finish off', error); });
  }

  private isBusy(): boolean {
    return performance.now() - this.fullAt < BUSY_FOR_MS;
  }

  /** Again and again: a batch of unknown outcome is looked up before anything of it is inserted a second time. */
  private async landUntilDone(batch: readonly LogEntry[], lease: HeldLease, signal: AbortSignal): Promise<void> {
    const events = batch.flatMap((entry) => entry.events);
    for (let attempt = 0; !signal.aborted; attempt++) {
      // While it is in doubt whether the lease holds, nothing may be written, and nothing passed over either: a stalled process
      // renews a moment late and goes on. A lease that is really lost aborts the signal.
      if (!lease.isHeld()) {
        await pause(IN_DOUBT_MS, signal);
        continue;
      }
      try {
        const done = this.parts.metrics.landing();
        const { standing, notices, inserted } = await this.parts.landing.land(events);
        done(inserted);
        await this.withdraw(notices);
        await this.parts.listeners.tell(standing);
        this.landed(standing, events, batch.at(-1)?.entryId ?? this.landedUpTo);
        return;
      } catch (error) {
        this.parts.failed('land a batch', error);
        await pause(Math.min(5000, 100 * 2 ** attempt), signal);
      }
    }
  }

  private landed(standing: readonly LoggedEvent[], all: readonly LoggedEvent[], upTo: string): void {
    this.parts.visits.landed(standing);
    for (const event of standing) {
      if (!isWindowEvent(event)) continue;
      const hall = event.data.hallId;
      const day = hallDay(event.time, this.parts.zoneOf(hall));
      this.windowDays.set(`${day}|${hall}`, { hall, day });
    }
    for (const { sourceName } of all) this.landedBySource.set(sourceName, (this.landedBySource.get(sourceName) ?? 0) + 1);
    this.landedUpTo = upTo;
  }

  /** Withdrawn events change visits and days that may be another partition's: it is told through Redis. */
  private async withdraw(notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const { redis, events, partitions, zoneOf } = this.parts;
    await redis.incr(WITHDRAWALS_KEY);
    for (const { hall, entity, type, time } of await events.whereabouts(notices.map(targetOf))) {
      const partition = partitionOf(hall, partitions);
      if (type.startsWith('hall.ticket.')) await redis.sadd(redoKey(partition), `ticket|${hall}|${entity}`);
      if (type.startsWith('hall.window.')) await redis.sadd(redoKey(partition), `day|${hall}|${hallDay(time, zoneOf(hall))}`);
    }
  }

  private async flushing(lease: HeldLease, signal: AbortSignal): Promise<void> {
    while (await pause(this.isBusy() ? FLUSH_WHEN_BUSY_MS : FLUSH_EVERY_MS, signal)) {
      if (lease.isHeld()) await this.flush(lease).catch((error: unknown) => { this.parts.failed('flush', error); });
    }
  }

  /** Recomputes what changed, then says how far this partition is done. A crash before that only makes work again. */
  private async flush(lease: HeldLease): Promise<void> {
    const { visits, days, positions, partition, metrics } = this.parts;
    const redone = await this.lookForRedo();
    const upTo = this.landedUpTo;
    const counts = this.landedBySource;
    const windowDays = [...this.windowDays.values()];
    if (visits.size === 0 && upTo === this.savedUpTo && windowDays.length === 0) return;
    this.landedBySource = new Map();
    this.windowDays = new Map();
    const done = metrics.flushing(visits.size);
    try {
      await days.mark([...(await visits.flush(() => lease.isHeld())), ...windowDays]);
      if (!lease.isHeld()) throw new Error('the lease was lost before the position was saved');
      await positions.save('writer', partition, upTo, counts);
      if (redone.length > 0) await this.parts.redis.srem(redoKey(partition), ...redone);
      this.savedUpTo = upTo;
      done();
    } catch (error) {
      for (const [source, count] of counts) this.landedBySource.set(source, (this.landedBySource.get(source) ?? 0) + count);
      for (const day of windowDays) this.windowDays.set(`${day.day}|${day.hall}`, day);
      throw error;
    }
  }

  private async lookForRedo(): Promise<string[]> {
    const { redis, visits, days, side, partition } = this.parts;
    const [members, withdrawals] = await Promise.all([redis.srandmember(redoKey(partition), 5000), redis.get(WITHDRAWALS_KEY)]);
    if ((withdrawals ?? '') !== this.withdrawalsSeen) {
      const withdrawn = await side.withdrawn();
      visits.withdraw(withdrawn);
      days.withdraw(withdrawn);
      this.withdrawalsSeen = withdrawals ?? '';
    }
    for (const member of members) {
      const [, what, hall = '', rest = ''] = /^(ticket|day)\|([^|]*)\|(.*)$/s.exec(member) ?? [];
      if (what === 'ticket') visits.redo(hall, rest);
      if (what === 'day') this.windowDays.set(`${rest}|${hall}`, { hall, day: rest });
    }
    return members;
  }
}

