import { createHash } from 'node:crypto';
import { cause, type LoggedEvent } from '@cockpit/contracts';
import type { Quarantine } from '@cockpit/ingestion';
import type { HeldLease } from '@cockpit/log';
import { isRowFault } from '@cockpit/platform';
import type { EventTable } from '../tables/event-table';
import { pause } from './pause';
import { isCaseRating, isNoticeEvent, isObserved, type Notice, type SideTables } from '../tables/side-tables';

/** Events of one partition of the log. */
export interface Batch {
  events: readonly LoggedEvent[];
  /** while it is held no other process stores the same events */
  lease: Claim;
}

export type Claim = Pick<HeldLease, 'name' | 'isHeld'>;

export interface Stored {
  /** events of the batch that are in ClickHouse now, whoever stored them */
  standing: LoggedEvent[];
  notices: Notice[];
  inserted: number;
}

export interface Placed extends Omit<Stored, 'inserted'> {
  missing: LoggedEvent[];
  /** events whose id belongs to another event */
  reused: LoggedEvent[];
}

interface Sorted extends Omit<Placed, 'notices'> {
  lease: Claim;
}

/** Two inserts of one batch, by a stopped writer and its successor, may be this close together, ms. */
const OVERTAKEN_MS = 1_000;
/** An insert whose client timed out may still reach the engine within this time, ms. */
const ON_ITS_WAY_MS = 1_000;
const NEVER = new AbortController().signal;

/** An insert with unknown outcome still runs, so missing rows cannot be determined yet. */
export class InsertRunning extends Error {
  constructor(owners: readonly string[]) {
    super(`an earlier insert of ${owners.join(', ')} is still running in ClickHouse; its outcome is waited for`);
  }
}

/**
 * Stores batches exactly once, several in one insert. Existing rows are always looked up first: after a crash or an
 * unknown outcome the same batch comes again, and this also finds ids reused after ingestion forgot them. The engine
 * continues an insert whose client died, so before the first look-up under a lease and after every unanswered insert we
 * check for running inserts and wait for them. They are never killed, because an engine slower than the client's
 * timeout would never finish. Deduplication tokens are not used, because a token can outlive its insert. A process
 * stopped for longer than its lease may find rows of its successor and then removes its own.
 */
export class EventStorage {
  /** leases without unanswered inserts */
  private readonly settled = new Set<string>();
  private givenUpAt = -Infinity;

  constructor(
    private readonly events: EventTable,
    private readonly side: SideTables,
    private readonly quarantine: Quarantine,
  ) {}

  /**
   * @returns the result of each batch, in order
   * @throws when a lease was lost before the insert or a store fails; all batches must then be given again
   */
  async store(batches: readonly Batch[]): Promise<Stored[]> {
    const placed = await this.placeAll(batches);
    await this.reject(placed.flatMap(({ reused }) => reused));
    return placed.map(({ standing, notices, missing }) => ({ standing, notices, inserted: missing.length }));
  }

  /** Like `store`, but reports reused ids to the caller. */
  async place(events: readonly LoggedEvent[], lease: Claim): Promise<Placed> {
    const [placed] = await this.placeAll([{ events, lease }]);
    return placed ?? { standing: [], notices: [], missing: [], reused: [] };
  }

  /** The previous holder of the lease may have left a running insert. */
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
    // one batch may count as stored because of another one, so all leases must hold
    if (!sorted.every(({ lease }) => lease.isHeld())) throw new Error('the lease was lost while a batch was looked up');
    const owners = sorted.filter(({ missing }) => missing.length > 0).map(({ lease }) => lease.name);
    try {
      await this.events.insert(
        sorted.flatMap(({ missing }) => missing),
        owners,
      );
    } catch (error) {
      // refused rows are a final answer; anything else may still become a stored batch
      if (!isRowFault(error)) {
        for (const owner of owners) this.settled.delete(owner);
        this.givenUpAt = performance.now();
      }
      throw error;
    } finally {
      const lost = sorted.filter(({ lease }) => !lease.isHeld()).flatMap(({ missing }) => missing);
      if (lost.length > 0) {
        await pause(OVERTAKEN_MS, NEVER);
        // our insert and the successor's may both still run
        while (await this.events.isInserting(owners)) await pause(OVERTAKEN_MS, NEVER);
        await this.events.dropDoubles(lost.map(({ identity }) => identity));
      }
    }
  }

  /** @throws {InsertRunning} when an earlier insert under one of these leases still runs */
  private async settle(owners: readonly string[]): Promise<void> {
    const open = owners.filter((owner) => !this.settled.has(owner));
    if (open.length === 0) return;
    await pause(this.givenUpAt + ON_ITS_WAY_MS - performance.now(), NEVER);
    if (await this.events.isInserting(open)) throw new InsertRunning(open);
    for (const owner of open) this.settled.add(owner);
  }

  private async sort(batches: readonly Batch[]): Promise<Sorted[]> {
    const bodyHashes = await this.events.stored(
      batches.flatMap(({ events }) => events.map(({ identity }) => identity)),
    );
    return batches.map(({ events, lease }) => {
      const sorted: Sorted = { lease, standing: [], missing: [], reused: [] };
      for (const event of events) {
        const first = bodyHashes.get(event.identity);
        if (first === undefined) {
          bodyHashes.set(event.identity, event.bodyHash);
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
        // the batch may be repeated until all follow-up work is done
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
