import { hallOf, type IngestAnswer, type LoggedEvent } from '@cockpit/contracts';
import { hallDay, isTicketEvent } from '@cockpit/domain';
import type { Candidate, Ingestor, SourceScope } from '@cockpit/ingestion';
import {
  partitionOf,
  type AppendOutcome,
  type BulkGate,
  type EventLog,
  type EventSink,
  type HeldLease,
} from '@cockpit/log';
import { isolate, type DeadLetters } from '@cockpit/platform';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventTable } from '../tables/event-table';
import type { EventStorage } from '../writer/event-storage';
import { entityMarks, type EntityKind } from '../writer/entity-worker';
import { HeardHalls } from '../writer/heard-halls';
import type { HeldDays } from '../writer/held-days';
import { WHOLE_DAY, landingOf, type Mark, type RedoMarks } from '../writer/redo';
import type { StoredListeners } from '../writer/stored-listeners';
import { touchedDays } from '../writer/touched-days';
import type { Redis } from 'ioredis';
import { markWithdrawn, type WithdrawalParts } from '../writer/withdrawn';

export interface BackfillParts extends Pick<WithdrawalParts, 'zoneOf'> {
  redis: Redis;
  scope: SourceScope;
  ingestor: Ingestor;
  /** aborts all waiting */
  signal: AbortSignal;
  /** called before every retry */
  onRetry: (why: string, waitMs: number) => void;
  partitions: number;
  gate: BulkGate;
  log: EventLog;
  events: EventTable;
  storage: EventStorage;
  kinds: readonly EntityKind[];
  marks: RedoMarks;
  listeners: StoredListeners;
  letters: DeadLetters;
  held: HeldDays;
  /** the current day of a hall; null while it has none */
  today: (hall: string) => Promise<Today | null>;
  now: () => number;
}

interface Today {
  day: string;
  clock: 'wall' | 'feed';
}

/** Another load of the source runs. Only one may run, because two would store the same missing events twice. */
export class BackfillBusy extends Error {
  constructor(source: string) {
    super(`another import of source ${source} is under way`);
  }
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Stores past events in bulk: they are in the event table when the call returns and bypass the live log, except events
 * of a hall's current day, which walls show. Touched hall days are marked and recomputed by `settle`.
 */
export class Backfill implements EventSink {
  /** the next batch is validated while the previous one is stored; only one is stored at a time */
  private storing: Promise<unknown> = Promise.resolve();
  private readonly heard: HeardHalls;

  constructor(
    private readonly parts: BackfillParts,
    private lease: HeldLease,
  ) {
    this.heard = new HeardHalls(parts.redis);
  }

  /**
   * Ingests events: accepted ones are in the event table on return, rejected ones in quarantine. It waits while a store
   * is away; repeating a batch changes nothing.
   */
  async take(events: readonly object[]): Promise<IngestAnswer> {
    const { scope, ingestor, signal, onRetry } = this.parts;
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await ingestor.ingest(events.map(candidateOf), scope, { correlationId: randomUUID(), into: this });
      } catch (error) {
        if (error instanceof BackfillBusy || signal.aborted) throw error;
        const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
        onRetry(error instanceof Error ? error.message : String(error), wait);
        await sleep(wait, undefined, { signal });
      }
    }
  }

  append(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    const stored = this.storing.catch(() => undefined).then(() => this.appendInTurn(events));
    this.storing = stored;
    return stored;
  }

  /** Recomputes the touched hall days; called when they are complete, or at the end. */
  settle(): Promise<void> {
    return this.parts.held.release();
  }

  /** Publishes the progress for pages whose figures are still incomplete. */
  publishProgress(days: number, of: number): Promise<void> {
    return this.parts.held.publishProgress(days, of);
  }

  /** Recomputes everything and notifies the halls of the stored events. */
  async close(): Promise<void> {
    await this.parts.held.finish();
    await this.leave();
  }

  /** Releases the source; touched days stay held for the next load. */
  async leave(): Promise<void> {
    await this.lease.release();
  }

  private async appendInTurn(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    const { live, past } = await this.divided(events);
    const outcomes = new Map<LoggedEvent, AppendOutcome>();
    const note = (given: readonly LoggedEvent[], results: readonly AppendOutcome[]): void => {
      given.forEach((event, i) => outcomes.set(event, results[i] ?? 'new'));
    };
    if (live.length > 0) note(live, await this.parts.log.append(live));
    if (past.length > 0) note(past, await this.land(past));
    return events.map((event) => outcomes.get(event) ?? 'new');
  }

  /**
   * Splits events: those of the current day go through the live log, so that walls show them, and so do those after the
   * wall clock. A hall on a feed clock is reopened once all events of a later day are there.
   */
  private async divided(events: readonly LoggedEvent[]): Promise<{ live: LoggedEvent[]; past: LoggedEvent[] }> {
    const { today, zoneOf } = this.parts;
    const todays = new Map<string, Today | null>();
    const live: LoggedEvent[] = [];
    const past: LoggedEvent[] = [];
    for (const event of events) {
      const hall = hallOf(event);
      let now = hall === null ? null : todays.get(hall);
      if (hall !== null && now === undefined) todays.set(hall, (now = await today(hall)));
      const day = hall === null || !now ? '' : hallDay(event.time, zoneOf(hall));
      const isLive = now ? (now.clock === 'wall' ? day >= now.day : day === now.day) : false;
      (isLive ? live : past).push(event);
    }
    return { live, past };
  }

  private async land(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    await this.ensureLease();
    const { gate, partitions, letters } = this.parts;
    const source = this.parts.scope.sourceName;
    const results = await gate.enter(source, events);
    const accepted = events.filter((_, i) => results[i] === 'new');
    const stored = new Map<LoggedEvent, AppendOutcome>();
    const failed = await isolate(accepted, (part) => this.store(part, stored));
    // a row that no store accepts becomes a dead letter of its partition's writer, which retries it
    for (const { item, error } of failed)
      await letters.put(
        landingOf(partitionOf(hallOf(item) ?? item.sourceName, partitions)),
        item.identity,
        item,
        error,
      );
    await gate.leave(source);
    return events.map((event, i) => stored.get(event) ?? results[i] ?? 'new');
  }

  /** Does all that a writer does after storing, except recomputing hall days. */
  private async store(events: readonly LoggedEvent[], stored: Map<LoggedEvent, AppendOutcome>): Promise<void> {
    const { storage, listeners, marks, held, kinds } = this.parts;
    await this.heard.announce(events);
    const { standing, notices, missing, reused } = await storage.place(events, this.lease);
    await markWithdrawn(notices, { ...this.parts, now: this.parts.now() });
    await marks.add(
      standing.flatMap((event) => entityMarks(event, kinds)),
      standing[0]?.identity,
    );
    await listeners.notify(standing);
    await held.add(...this.daysOf(standing));
    for (const event of standing) stored.set(event, 'repeat');
    for (const event of missing) stored.set(event, 'new');
    for (const event of reused) stored.set(event, 'id-reused');
  }

  /** Hall days that contain these events, and days only affected by them. */
  private daysOf(events: readonly LoggedEvent[]): [whole: Mark[], beside: Mark[]] {
    const { zoneOf, now } = this.parts;
    const whole = new Map<string, Mark>();
    const beside = new Map<string, Mark>();
    for (const event of events) {
      const hall = hallOf(event);
      if (hall === null) continue;
      const eventDay = hallDay(event.time, zoneOf(hall));
      for (const { day } of touchedDays(event, zoneOf, now()))
        (day === eventDay ? whole : beside).set(`${day}|${hall}`, {
          what: day === eventDay ? WHOLE_DAY : 'day',
          scope: hall,
          id: day,
        });
      if (isTicketEvent(event)) whole.set(`${eventDay}|${hall}`, { what: WHOLE_DAY, scope: hall, id: eventDay });
    }
    return [[...whole.values()], [...beside.entries()].filter(([key]) => !whole.has(key)).map(([, mark]) => mark)];
  }

  /** A suspended machine may have lost the lease; the data are still valid, so the lease is taken again. */
  private async ensureLease(): Promise<void> {
    if (this.lease.isHeld()) return;
    await this.lease.release().catch(() => undefined);
    const again = await this.parts.gate.open(this.parts.scope.sourceName);
    if (again === null) throw new BackfillBusy(this.parts.scope.sourceName);
    this.lease = again;
    this.parts.storage.takeOver(again.name);
  }
}

const candidateOf = (raw: object, index: number): Candidate => ({
  index,
  raw,
  id: 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, 256) : null,
});
