import {
  FAULT_CARRY_MS,
  MIDNIGHT_MS,
  foldDaySpans,
  foldTerminalSpans,
  foldTerminalUses,
  hallDayEnd,
  hallDayStart,
  loadOfDay,
  type FoldEvent,
} from '@cockpit/domain';
import { bind, costs, sql, type Sql } from '@cockpit/platform';
import { addAnyway } from '@cockpit/log';
import type { Intervals, Sift, WorkState } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { DayTables, HallDay } from '../tables/day-tables';
import { allEnded } from '../tables/joined';
import type { EventTable } from '../tables/event-table';
import type { VisitTable } from '../tables/visit-table';
import { pause } from './pause';
import { isFault } from './touched-days';
import type { Versions } from './versions';

/**
 * Rest factor for large days: a day rests this many times its computing time before it is computed again, however
 * slowly events arrive.
 */
const REST_OF_A_DAY = 20;
/** Rest factor while events pour in: storing comes first, and several partitions share one process. */
const REST_WHEN_BUSY = 39;
/**
 * Number of days computed concurrently when nothing else waits and the last one was fast; large days are computed one
 * by one.
 */
const AT_ONCE = 4;
const QUICK_MS = 250;
/** Events of a day in one query: all events around the day, and before it only faults that may last into it. */
const ofTheDay = (from: number): Sql =>
  sql`AND (type IN ('hall.terminal.fault', 'hall.terminal.restored') OR time >= ${bind.instant(from - MIDNIGHT_MS)}
    AND (startsWith(type, 'hall.ticket.') OR startsWith(type, 'hall.window.') OR startsWith(type, 'hall.terminal.')))`;

/**
 * Keeps window and terminal spans and the quarter-hour load up to date with events and visits, one whole hall day at a
 * time. Due days stay in Redis until done, so a new writer continues after a crash.
 */
export class DayWorker {
  /** earliest time per due day, monotonic ms */
  private readonly due = new Map<string, number>();
  /** earliest time at which a computed day may be computed again */
  private readonly notBefore = new Map<string, number>();
  /** days computed by older rules, the youngest last, done when nothing else is due; null before the query */
  private outdated: string[] | null = null;
  private isOurs: (hall: string) => boolean = () => true;
  private withdrawn: ReadonlySet<string> = new Set();
  private done = 0;
  /** computing time of each day's previous run */
  private readonly tookBefore = new Map<string, number>();
  /** computing time of the last day */
  private tookMs = Infinity;
  /** days being computed; they count as waiting until they succeed */
  private atWork = 0;

  constructor(
    private readonly redis: Redis,
    private readonly key: string,
    private readonly events: EventTable,
    private readonly visits: VisitTable,
    private readonly tables: DayTables,
    private readonly versions: Versions,
    private readonly zoneOf: (hall: string) => string,
    private readonly sift: Sift,
    private readonly intervals: Pick<Intervals, 'dayLook' | 'dayAgain'>,
  ) {}

  get size(): number {
    return this.due.size;
  }

  /** Number of days that may be computed now, and of days done. */
  workState(): WorkState {
    const now = performance.now();
    const waiting = this.atWork > 0 || [...this.due.values()].some((at) => at <= now);
    return { waiting, mark: String(this.done) };
  }

  /** Takes over the work that an earlier writer left. */
  async takeOver(isOurs: (hall: string) => boolean): Promise<void> {
    for (const member of await this.redis.smembers(this.key)) this.due.set(member, 0);
    this.isOurs = isOurs;
    this.outdated = null;
  }

  async mark(days: readonly HallDay[]): Promise<void> {
    if (days.length === 0) return;
    const members = days.map(({ hall, day }) => `${day}|${hall}`);
    // set due first: a recomputation ending now must see it, or it would remove the mark from Redis
    for (const member of members) if (!this.due.has(member)) this.due.set(member, this.notBefore.get(member) ?? 0);
    await addAnyway(this.redis, this.key, members);
  }

  /** @param identities withdrawn events; the set grows */
  leaveOut(identities: ReadonlySet<string>): void {
    this.withdrawn = identities;
  }

  async run(
    signal: AbortSignal,
    stillOurs: () => boolean,
    isBusy: () => boolean,
    failed: (error: unknown) => void,
  ): Promise<void> {
    while (!signal.aborted) {
      const began = performance.now();
      const isOurs = stillOurs();
      const next = this.next(began, isBusy() || this.tookMs > QUICK_MS ? 1 : AT_ONCE);
      try {
        const older = next.length === 0 && isOurs && !isBusy() ? await this.nextOutdated() : undefined;
        if (older !== undefined) next.push(older);
        if (isOurs) await this.recomputeAll(next);
        const restUntil = performance.now() + (performance.now() - began) * REST_WHEN_BUSY;
        // While the lease is uncertain, looping without a pause would block the event loop that must renew it.
        if (next.length === 0 || !isOurs) await pause(this.intervals.dayLook, signal);
        // the rest ends when the load ends, so that one slow query does not delay days by half a minute
        while (isBusy() && performance.now() < restUntil && (await pause(this.intervals.dayLook, signal)));
      } catch (error) {
        failed(error);
        await pause(1000, signal);
      }
    }
  }

  private async nextOutdated(): Promise<string | undefined> {
    this.outdated ??= (await this.tables.outdated())
      .filter(({ hall }) => this.isOurs(hall))
      .map(({ hall, day }) => `${day}|${hall}`);
    return this.outdated.pop();
  }

  private next(now: number, atMost: number): string[] {
    const next: string[] = [];
    for (const [member, at] of this.due) {
      if (next.length >= atMost) break;
      if (at <= now) next.push(member);
    }
    return next;
  }

  /** Runs concurrently, so that rows share inserts. A failed day becomes due again; the others are done. */
  private async recomputeAll(members: readonly string[]): Promise<void> {
    await allEnded(members.map((member) => costs.timed('writer:day', () => this.recompute(member))));
  }

  /** Aligns days that keep changing, so that they become due together in all partitions. */
  private afterRest(ended: number): number {
    const { dayAgain } = this.intervals;
    const round = (Math.floor(ended / dayAgain) + 1) * dayAgain;
    return round - ended < dayAgain / 2 ? round + dayAgain : round;
  }

  private async recompute(member: string): Promise<void> {
    const [day, hall] = [member.slice(0, 10), member.slice(11)];
    const began = performance.now();
    this.due.delete(member);
    this.atWork += 1;
    try {
      await this.sift([member], { nameOf: (name) => name, work: () => this.write(hall, day) });
    } catch (error) {
      this.due.set(member, 0);
      throw error;
    } finally {
      this.atWork -= 1;
    }
    this.done += 1;
    const ended = performance.now();
    this.tookMs = ended - began;
    // A day counts as large only when it took long twice: ClickHouse may have been slow once.
    const usual = Math.min(this.tookMs, this.tookBefore.get(member) ?? 0);
    const dueAgain = Math.max(this.afterRest(ended), ended + usual * REST_OF_A_DAY);
    if (this.notBefore.size > 10_000) {
      this.notBefore.clear();
      this.tookBefore.clear();
    }
    this.notBefore.set(member, dueAgain);
    this.tookBefore.set(member, this.tookMs);
    // marks set meanwhile did not know how long the day takes
    const again = this.due.get(member);
    if (again !== undefined) this.due.set(member, Math.max(again, dueAgain));
    if (!this.due.has(member)) await this.redis.srem(this.key, member);
  }

  private async write(hall: string, day: string): Promise<void> {
    const zone = this.zoneOf(hall);
    // taken before reading: a stopped writer must not overwrite the rows of its successor
    const version = await this.versions.next();
    const [from, to] = [hallDayStart(day, zone), hallDayEnd(day, zone)];
    const events = await this.read(hall, from - FAULT_CARRY_MS, to + MIDNIGHT_MS, ofTheDay(from));
    const today = events.filter(({ time }) => time >= from && time < to);
    const faults = events.filter((event) => event.time < from && isFault(event));
    const spans = foldDaySpans(hall, events, from, to);
    const rows = loadOfDay(await this.visits.forLoad(hall, day), spans);
    const terminals = foldTerminalSpans(hall, [...faults, ...today], from, to);
    // concurrently, so that rows of several days share inserts
    await allEnded([
      this.tables.writeSpans(hall, day, spans, version),
      this.tables.writeTerminals(hall, day, terminals, foldTerminalUses(hall, today), version),
      this.tables.writeLoad(hall, day, rows, version),
    ]);
    await this.tables.markOutdated(hall, day, version);
  }

  private async read(hall: string, from: number, to: number, types: Sql): Promise<FoldEvent[]> {
    const events: FoldEvent[] = [];
    for await (const chunk of this.events.foldable(hall, from, to, types))
      for (const event of chunk) if (!this.withdrawn.has(event.identity)) events.push(event);
    return events;
  }
}
