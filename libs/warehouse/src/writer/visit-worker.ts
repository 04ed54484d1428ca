import type { LoggedEvent } from '@cockpit/contracts';
import { VisitFold, hallDay, isTicketEvent, ticketOf, type TicketEvent } from '@cockpit/domain';
import type { Sift } from '@cockpit/platform';
import type { HallDay } from '../tables/day-tables';
import type { EventTable } from '../tables/event-table';
import type { DatedVisit, Tombstone, VisitTable } from '../tables/visit-table';
import type { Versions } from './versions';

/** Number of unfinished visits kept as folds, so that a ticket's next event needs no query. */
const MEMORY = 10_000;
const TICKETS_A_WRITE = 5_000;

/** Hall codes contain no bar; ticket ids may. */
const keyOf = (hall: string, ticketId: string): string => `${hall}|${ticketId}`;
function partsOf(key: string): [hall: string, ticketId: string] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1)];
}

/** Keeps the visit table up to date: recomputes the visits of stored events. */
export class VisitWorker {
  private readonly folds = new Map<string, VisitFold>();
  /** folds of a ticket's events since its last write; complete only if the table has no more events of it */
  private readonly begun = new Map<string, VisitFold>();
  private dirty = new Set<string>();
  /** folds loaded while more events were stored: possibly incomplete, so they are used for one write only */
  private readonly incomplete = new Set<string>();
  private withdrawn: ReadonlySet<string> = new Set();

  constructor(
    private readonly events: Pick<EventTable, 'foldableOfTickets'>,
    private readonly counts: Pick<EventTable, 'countOfTickets'>,
    private readonly visits: VisitTable,
    private readonly versions: Versions,
    private readonly zoneOf: (hall: string) => string,
    private readonly sift: Sift,
  ) {}

  get size(): number {
    return this.dirty.size;
  }

  /** Adds events that are in the event table. */
  stored(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const ticket = ticketOf(event);
      if (ticket === null || !isTicketEvent(event)) continue;
      const key = keyOf(ticket.hall, ticket.ticketId);
      this.dirty.add(key);
      let fold = this.folds.get(key) ?? this.begun.get(key);
      if (fold === undefined) this.begun.set(key, (fold = new VisitFold()));
      this.add(fold, event);
    }
  }

  /** Drops a visit from memory and recomputes it from the table. */
  redo(hall: string, ticketId: string): void {
    const key = keyOf(hall, ticketId);
    this.folds.delete(key);
    this.begun.delete(key);
    this.dirty.add(key);
  }

  /** Like `redo`, for a dead letter's key. */
  redoKey(key: string): void {
    this.redo(...partsOf(key));
  }

  /** @param identities withdrawn events; the set grows */
  leaveOut(identities: ReadonlySet<string>): void {
    this.withdrawn = identities;
  }

  /** Marks visits in memory that contain newly withdrawn events. */
  withdraw(news: ReadonlySet<string>): void {
    if (news.size === 0) return;
    for (const folds of [this.folds, this.begun]) for (const fold of folds.values()) fold.withdrawAll(news);
  }

  /** Recomputes dirty visits; returns the changed hall days. On failure everything stays dirty. */
  async flush(stillOurs: () => boolean): Promise<HallDay[]> {
    const dirtyKeys = [...this.dirty];
    this.dirty = new Set();
    const touched = new Map<string, HallDay>();
    try {
      for (let from = 0; from < dirtyKeys.length; from += TICKETS_A_WRITE) {
        await this.sift(dirtyKeys.slice(from, from + TICKETS_A_WRITE), {
          nameOf: (key) => key,
          work: (keys) => this.recompute(keys, touched, stillOurs),
        });
      }
    } catch (error) {
      for (const key of dirtyKeys) this.dirty.add(key);
      throw error;
    } finally {
      for (const key of this.incomplete) this.folds.delete(key);
      this.incomplete.clear();
    }
    this.trim(dirtyKeys);
    return [...touched.values()];
  }

  private async recompute(
    keys: readonly string[],
    touched: Map<string, HallDay>,
    stillOurs: () => boolean,
  ): Promise<void> {
    // taken before reading: a stopped writer must not overwrite the rows of its successor
    const version = await this.versions.next();
    await this.remember(keys);
    if (!stillOurs()) throw new Error('the lease was lost while visits were recomputed');
    await this.write(keys, touched, version);
  }

  /** Folds in memory with as many events as the table are complete; the others are loaded from the table. */
  private async remember(keys: readonly string[]): Promise<void> {
    const unknown = keys.filter((key) => !this.folds.has(key));
    // sizes are taken before the query: events stored meanwhile can only make them differ
    const sizes = new Map(unknown.map((key) => [key, this.begun.get(key)?.size ?? 0]));
    const places = unknown.filter((key) => this.begun.has(key)).map(partsOf);
    if (places.length > 0)
      for (const [hall, ticketId, count] of await this.counts.countOfTickets(
        [...new Set(places.map(([hall]) => hall))],
        places.map(([, ticketId]) => ticketId),
      )) {
        const key = keyOf(hall, ticketId);
        const fold = this.begun.get(key);
        if (fold !== undefined && sizes.get(key) === count) this.folds.set(key, fold);
      }
    await this.load(unknown.filter((key) => !this.folds.has(key)));
    for (const key of unknown) this.begun.delete(key);
  }

  /** Hall by hall, like the order of the event table. */
  private async load(keys: readonly string[]): Promise<void> {
    const missing = new Map<string, string[]>();
    for (const key of keys) {
      const [hall, ticketId] = partsOf(key);
      const tickets = missing.get(hall) ?? [];
      tickets.push(ticketId);
      missing.set(hall, tickets);
    }
    for (const [hall, ticketIds] of missing) {
      const folds = new Map(ticketIds.map((ticketId) => [ticketId, new VisitFold()]));
      for await (const events of this.events.foldableOfTickets(hall, ticketIds))
        for (const event of events) {
          const ticket = ticketOf(event);
          if (ticket !== null && isTicketEvent(event)) this.add(folds.get(ticket.ticketId), event);
        }
      for (const [ticketId, fold] of folds) {
        const key = keyOf(hall, ticketId);
        this.folds.set(key, fold);
        if (this.dirty.has(key)) this.incomplete.add(key);
      }
    }
  }

  private add(fold: VisitFold | undefined, event: TicketEvent): void {
    fold?.apply(event);
    if (this.withdrawn.has(event.identity)) fold?.withdraw(event.identity);
  }

  private async write(keys: readonly string[], touched: Map<string, HallDay>, version: number): Promise<void> {
    const rows: DatedVisit[] = [];
    const tombstones: Tombstone[] = [];
    for (const key of keys) {
      const [hall, ticketId] = partsOf(key);
      const fold = this.folds.get(key);
      if (fold === undefined) continue;
      const zone = this.zoneOf(hall);
      const visit = fold.row();
      const day = visit === null ? null : hallDay(visit.firstAt, zone);
      if (visit !== null && day !== null) rows.push({ day, visit });
      // an earlier version of this visit may be under the day of any of its events
      for (const other of fold.days(zone)) {
        if (other !== day) tombstones.push({ day: other, hall, ticketId });
        touched.set(keyOf(hall, other), { hall, day: other });
      }
      if (day !== null) touched.set(keyOf(hall, day), { hall, day });
    }
    await this.visits.write(rows, tombstones, version);
  }

  /** Drops finished visits, which rarely change and only cost garbage collection. */
  private trim(flushed: readonly string[]): void {
    for (const key of flushed)
      if (!this.dirty.has(key) && (this.folds.get(key)?.row()?.finishedAt ?? null) !== null) this.folds.delete(key);
    for (const key of this.folds.keys()) {
      if (this.folds.size <= MEMORY) return;
      if (!this.dirty.has(key)) this.folds.delete(key);
    }
  }
}
