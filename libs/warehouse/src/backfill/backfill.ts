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
  /** ends every waiting */
  signal: AbortSignal;
  /** told of every wait before a repeat */
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
  /** the present day of a hall; null while it has none */
  today: (hall: string) => Promise<Today | null>;
  now: () => number;
}

interface Today {
  day: string;
  clock: 'wall' | 'feed';
}

/** One load of a source at a time: what two find missing both would store. */
export class BackfillBusy extends Error {
  constructor(source: string) {
    super(`another import of source ${source} is under way`);
  }
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Stores the past in bulk: what is given is in the event table when it is answered, and never goes through the live log. Only events
 * of a hall's present day do, for walls show them. Hall days are noted as they are touched and computed anew when they are settled.
 */
export class Backfill implements EventSink {
  /** what comes is validated while what came before is stored; only one lot is stored at a time */
  private storing: Promise<unknown> = Promise.resolve();
  private readonly heard: HeardHalls;

  constructor(
    private readonly parts: BackfillParts,
    private lease: HeldLease,
  ) {
    this.heard = new HeardHalls(parts.redis);
  }

  /**
   * Takes events as the door does: what was accepted is in the event table when it is answered, what was rejected lies in quarantine.
   * A store that is away for a moment is waited for; the same lot given again changes nothing.
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

  /** Has the hall days that were touched computed anew: when they are whole, or at the end. */
  settle(): Promise<void> {
    return this.parts.held.release();
  }

  /** How far it has come, for the pages whose figures lack the rest. */
  tellProgress(days: number, of: number): Promise<void> {
    return this.parts.held.tellProgress(days, of);
  }

  /** Everything is computed anew, and the halls learn of what was brought. */
  async close(): Promise<void> {
    await this.parts.held.finish();
    await this.leave();
  }

  /** Lets go of the source; what was touched stays held for whoever carries on. */
  async leave(): Promise<void> {
    await this.lease.release();
  }

  private async appendInTurn(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    const { live, past } = await this.divided(events);
    const outcomes = new Map<LoggedEvent, AppendOutcome>();
    const note = (some: readonly LoggedEvent[], said: readonly AppendOutcome[]): void => {
      some.forEach((event, i) => outcomes.set(event, said[i] ?? 'new'));
    };
    if (live.length > 0) note(live, await this.parts.log.append(live));
    if (past.length > 0) note(past, await this.land(past));
    return events.map((event) => outcomes.get(event) ?? 'new');
  }

  /**
   * What an event of the present day changes must be seen on the walls: that goes the way of live events. So does what the wall clock has
   * yet to come to; a hall that goes by its feeds is opened anew once all of a later day is there.
   */
  private async divided(events: readonly LoggedEvent[]): Promise<{ live: LoggedEvent[]; past: LoggedEvent[] }> {
    const { today, zoneOf } = this.parts;
    const known = new Map<string, Today | null>();
    const live: LoggedEvent[] = [];
    const past: LoggedEvent[] = [];
    for (const event of events) {
      const hall = hallOf(event);
      let now = hall === null ? null : known.get(hall);
      if (hall !== null && now === undefined) known.set(hall, (now = await today(hall)));
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
    const said = await gate.enter(source, events);
    const ours = events.filter((_, i) => said[i] === 'new');
    const stored = new Map<LoggedEvent, AppendOutcome>();
    const failed = await isolate(ours, (part) => this.store(part, stored));
    // a row that no store takes is put away where the writer of its partition tries it again
    for (const { item, error } of failed)
      await letters.put(
        landingOf(partitionOf(hallOf(item) ?? item.sourceName, partitions)),
        item.identity,
        item,
        error,
      );
    await gate.leave(source);
    return events.map((event, i) => stored.get(event) ?? said[i] ?? 'new');
  }

  /** All that a writer does with what it has stored, but for what follows from it hall day by hall day. */
  private async store(events: readonly LoggedEvent[], stored: Map<LoggedEvent, AppendOutcome>): Promise<void> {
    const { storage, listeners, marks, held, kinds } = this.parts;
    await this.heard.tell(events);
    const { standing, notices, missing, reused } = await storage.place(events, this.lease);
    await markWithdrawn(notices, { ...this.parts, now: this.parts.now() });
    await marks.add(
      standing.flatMap((event) => entityMarks(event, kinds)),
      standing[0]?.identity,
    );
    await listeners.tell(standing);
    await held.add(...this.daysOf(standing));
    for (const event of standing) stored.set(event, 'repeat');
    for (const event of missing) stored.set(event, 'new');
    for (const event of reused) stored.set(event, 'id-reused');
  }

  /** Days that lie in these events, and those that only follow from them. */
  private daysOf(events: readonly LoggedEvent[]): [whole: Mark[], beside: Mark[]] {
    const { zoneOf, now } = this.parts;
    const whole = new Map<string, Mark>();
    const beside = new Map<string, Mark>();
    for (const event of events) {
      const hall = hallOf(event);
      if (hall === null) continue;
      const own = hallDay(event.time, zoneOf(hall));
      for (const { day } of touchedDays(event, zoneOf, now()))
        (day === own ? whole : beside).set(`${day}|${hall}`, {
          what: day === own ? WHOLE_DAY : 'day',
          scope: hall,
          id: day,
        });
      if (isTicketEvent(event)) whole.set(`${own}|${hall}`, { what: WHOLE_DAY, scope: hall, id: own });
    }
    return [[...whole.values()], [...beside.entries()].filter(([key]) => !whole.has(key)).map(([, mark]) => mark)];
  }

  /** A machine that slept may have lost it; nothing is lost with it but the claim to be alone. */
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
