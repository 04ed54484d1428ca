import { createHash } from 'node:crypto';
import { cause, type LoggedEvent } from '@cockpit/contracts';
import type { Quarantine } from '@cockpit/ingestion';
import type { HeldLease } from '@cockpit/log';
import { isRowFault } from '@cockpit/platform';
import type { EventTable } from '../tables/event-table';
import { pause } from './pause';
import { isCaseRating, isNoticeEvent, isObserved, type Notice, type SideTables } from '../tables/side-tables';

/** What one partition of the log brings. */
export interface Batch {
  events: readonly LoggedEvent[];
  /** while it is held nobody else can be storing the same events */
  lease: Claim;
}

export type Claim = Pick<HeldLease, 'name' | 'isHeld'>;

export interface Stored {
  /** events of the batch that stand in ClickHouse now, whoever put them there */
  standing: LoggedEvent[];
  notices: Notice[];
  /** how many were inserted by this call */
  inserted: number;
}

export interface Placed extends Omit<Stored, 'inserted'> {
  /** what was inserted by this call */
  missing: LoggedEvent[];
  /** what has the id of another event */
  reused: LoggedEvent[];
}

interface Sorted extends Omit<Placed, 'notices'> {
  lease: Claim;
}

/** Two inserts of one batch, by a writer that was stopped and by the one that took over, may lie this close together, ms. */
const OVERTAKEN_MS = 1_000;
/** An insert whose client has given up may still be on its way to the engine for so long, ms. */
const ON_ITS_WAY_MS = 1_000;
const NEVER = new AbortController().signal;

/** An insert of unknown outcome goes on: whether its rows are missing cannot be known yet. */
export class InsertRunning extends Error {
  constructor(owners: readonly string[]) {
    super(`an earlier insert of ${owners.join(', ')} is still running in ClickHouse; its outcome is waited for`);
  }
}

/**
 * Puts batches into the event table exactly once, several in one insert. What is there already is looked up first, every time: after a crash or an
 * insert of unknown outcome the same batch simply comes again, and an id reused long after the door has forgotten it is
 * found here. The engine goes on with an insert whose client was killed or gave up, so before the first look-up under a lease and after every
 * insert without an answer it is asked whether one is still running: it is waited for and never killed, or an engine that needs
 * longer for a batch than a client waits would never finish it. Deduplication tokens are not relied on: a token can outlive the insert it belongs to. A process that was stopped
 * on its way to the engine for longer than its lease may find that its successor was there too: then it takes its own away.
 */
export class EventStorage {
  /** leases under which no insert but ours can be running, and ours have been answered */
  private readonly settled = new Set<string>();
  private givenUpAt = -Infinity;

  constructor(
    private readonly events: EventTable,
    private readonly side: SideTables,
    private readonly quarantine: Quarantine,
  ) {}

  /**
   * @returns what became of each batch, in order
   * @throws when a lease was lost before the insert, or a store fails: all batches are to be given again then
   */
  async store(batches: readonly Batch[]): Promise<Stored[]> {
    const placed = await this.placeAll(batches);
    await this.reject(placed.flatMap(({ reused }) => reused));
    return placed.map(({ standing, notices, missing }) => ({ standing, notices, inserted: missing.length }));
  }

  /** As `store`, but who gives the events hears himself of an id that was given before. */
  async place(events: readonly LoggedEvent[], lease: Claim): Promise<Placed> {
    const [placed] = await this.placeAll([{ events, lease }]);
    return placed ?? { standing: [], notices: [], missing: [], reused: [] };
  }

  /** Whoever had the lease before may have left an insert that the engine is still at. */
  takeOver(owner: string): void {
    this.settled.delete(owner);
  }

  private async placeAll(batches: readonly Batch[]): Promise<Placed[]> {
    await this.settle(batches.map(({ lease }) => lease.name));
    const sorted = await this.sort(batches);
    if (sorted.some(({ missing }) => missing.length > 0)) await this.insert(sorted);
    const standing = sorted.flatMap((batch) => batch.standing);
    await this.side.writeObservations(standing.filter(isObserved));
    await this.side.writeCaseRatings(standing.filter(isCaseRating));
    await this.side.writeWithdrawals(standing.filter(isNoticeEvent));
    return sorted.map((batch) => ({ ...batch, notices: batch.standing.filter(isNoticeEvent) }));
  }

  private async insert(sorted: readonly Sorted[]): Promise<void> {
    // one batch may count as standing what another one brings: without that one nothing is right
    if (!sorted.every(({ lease }) => lease.isHeld())) throw new Error('the lease was lost while a batch was looked up');
    const owners = sorted.filter(({ missing }) => missing.length > 0).map(({ lease }) => lease.name);
    try {
      await this.events.insert(
        sorted.flatMap(({ missing }) => missing),
        owners,
      );
    } catch (error) {
      // rows that were refused are an answer; anything else may still become a stored batch
      if (!isRowFault(error)) {
        for (const owner of owners) this.settled.delete(owner);
        this.givenUpAt = performance.now();
      }
      throw error;
    } finally {
      const lost = sorted.filter(({ lease }) => !lease.isHeld()).flatMap(({ missing }) => missing);
      if (lost.length > 0) {
        await pause(OVERTAKEN_MS, NEVER);
        // ours may be running yet, and the successor's as well
        while (await this.events.isInserting(owners)) await pause(OVERTAKEN_MS, NEVER);
        await this.events.dropDoubles(lost.map(({ identity }) => identity));
      }
    }
  }

  /** @throws {InsertRunning} when an earlier insert under one of these leases has not come to its end */
  private async settle(owners: readonly string[]): Promise<void> {
    const open = owners.filter((owner) => !this.settled.has(owner));
    if (open.length === 0) return;
    await pause(this.givenUpAt + ON_ITS_WAY_MS - performance.now(), NEVER);
    if (await this.events.isInserting(open)) throw new InsertRunning(open);
    for (const owner of open) this.settled.add(owner);
  }

  private async sort(batches: readonly Batch[]): Promise<Sorted[]> {
    const standing = await this.events.stored(batches.flatMap(({ events }) => events.map(({ identity }) => identity)));
    return batches.map(({ events, lease }) => {
      const sorted: Sorted = { lease, standing: [], missing: [], reused: [] };
      for (const event of events) {
        const first = standing.get(event.identity);
        if (first === undefined) {
          standing.set(event.identity, event.bodyHash);
          sorted.missing.push(event);
        }
        if (first === undefined || first === event.bodyHash) sorted.standing.push(event);
        else sorted.reused.push(event);
      }
      return sorted;
    });
  }

  private async reject(reused: readonly LoggedEvent[]): Promise<void> {
    await this.quarantine.put(
      reused.map((event) => ({
        source: event.sourceName,
        eventId: event.id,
        correlationId: `landing-${event.identity}`,
        drop: {
          reason: 'id-reused',
          path: 'id',
          message: 'this id was given long before to an event with another body; the first one stands',
          causes: [cause('id-given-before', 'id')],
        },
        body: {
          specversion: '1.0',
          id: event.id,
          source: event.ceSource,
          type: event.type,
          time: new Date(event.time).toISOString(),
          data: event.data,
        },
        // the batch may come again and again until what follows has been done too
        trusted: true,
        id: uuidOf(event.identity + event.bodyHash),
      })),
    );
  }
}

const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
