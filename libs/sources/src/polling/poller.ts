import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNREADABLE_ROW, cause, maskNumbers, type Cause, type IngestAnswer, type Mapping } from '@cockpit/contracts';
import { DoorError, type EventDoor } from '../files/door';
import { missingColumns, rowMapper, type MapProblem, type OutgoingEvent } from '../files/map-row';
import { type Row } from '../files/rows/row';
import { PollerMisuse, type PollerConfig } from './config';
import type { LegacyDatabase } from './legacy-database';
import type { Memory } from './memory';

/** number of remembered sent rows; beyond it ingestion's deduplication prevents double counts */
const REMEMBERED = 200_000;
const MOST_TIES = 1_000_000;
/** as many as ingestion reports */
const MOST_CAUSES = 5;
const LONGEST_WAIT_MS = 60_000;

export interface PollerParts {
  config: Pick<PollerConfig, 'cursor' | 'batch' | 'everySec' | 'name'>;
  mapping: Mapping;
  database: LegacyDatabase;
  door: Pick<EventDoor, 'post'>;
  memory: Memory;
  say: (line: string) => void;
  now?: () => number;
  /** called after each complete read with the failure, or null */
  onRound?: (fault: unknown) => Promise<void>;
}

type MappedRow = ReturnType<ReturnType<typeof rowMapper>>;
/** a row, its events, and what to send instead when some of it is unreadable */
interface Sending {
  row: Row;
  events: OutgoingEvent[];
  stub: OutgoingEvent | null;
  faults: number;
}

/**
 * Reads rows in cursor order, sends their events, and saves its progress only after they are acknowledged: at least
 * once, with deduplication by ingestion.
 */
export class Poller {
  private readonly sent = new Map<string, number>();
  private readonly map;
  private checked = false;
  /** start of the last complete read, epoch ms; null before the first one and after a failure */
  private readAt: number | null = null;

  constructor(private readonly parts: PollerParts) {
    this.map = rowMapper(parts.mapping, `poller:${parts.config.name}`);
  }

  /** number of remembered rows */
  get inMind(): number {
    return this.sent.size;
  }

  /** Runs until the signal aborts; retries an absent database or ingestion with growing pauses. */
  async run(signal: AbortSignal): Promise<void> {
    const { config, say } = this.parts;
    const isOver = (): boolean => signal.aborted;
    for (let failures = 0; !isOver();) {
      try {
        await this.round();
        await this.parts.onRound?.(null);
        failures = 0;
      } catch (error) {
        if (error instanceof PollerMisuse) throw error;
        if (isOver()) break;
        failures += 1;
        await this.parts.onRound?.(error);
        say(`${config.name}: ${error instanceof Error ? error.message : String(error)}; trying again`);
      }
      await sleep(Math.min(LONGEST_WAIT_MS, config.everySec * 1000 * 2 ** Math.min(failures, 6)), undefined, {
        signal,
      }).catch(() => undefined);
    }
  }

  /**
   * Reads all rows available now.
   * @returns number of rows sent
   */
  async round(): Promise<number> {
    const {
      config: { cursor, batch },
      database,
      memory,
      now = Date.now,
    } = this.parts;
    const keepMs = cursor.lookBackSec * 1000;
    const began = now();
    // reads again from the last read's look-back, however long ago that was, for rows committed late
    const lookedBackTo = this.readAt === null ? null : this.readAt - keepMs;
    this.readAt = null;
    const isFirst = memory.kept.history.length === 0;
    let from = lookedBackTo === null ? memory.oldest(cursor.start) : memory.since(lookedBackTo, cursor.start);
    let limit = batch;
    let count = 0;
    for (;;) {
      const rows = await database.read(from, limit);
      this.check(rows[0]);
      const unsent = rows.filter((row) => !this.sent.has(hashOf(row)));
      await this.send(unsent);
      // rows read again stay remembered; otherwise an idle table's last row would be sent again and its feed seem alive
      for (const row of rows) this.remember(hashOf(row), now());
      count += unsent.length;
      const last = rows.at(-1)?.[cursor.column];
      if (last !== undefined && unsent.length > 0)
        await memory.advance(last, now(), lookedBackTo ?? (isFirst ? now() - keepMs : 0));
      // the first read of a large table is one round
      this.forget(now() - 2 * keepMs);
      if (rows.length < limit || last === undefined) break;
      // more rows than a page share one cursor value
      limit = last === from ? Math.min(limit * 2, MOST_TIES) : batch;
      if (last === from && rows.length === MOST_TIES)
        throw new PollerMisuse(
          `more than ${String(MOST_TIES)} rows have the same ${cursor.column}`,
          cause('database-ties', '', { most: MOST_TIES, column: cursor.column }),
        );
      from = last;
    }
    this.readAt = began;
    return count;
  }

  private async send(rows: readonly Row[]): Promise<void> {
    const {
      memory: { kept },
      say,
      config: { name },
    } = this.parts;
    const sending = rows.map((row) => this.eventsOf(row));
    const unreadable = new Set<string>();
    for (const { stub } of sending) if (stub !== null) unreadable.add(stub.id);
    const answer = await this.post(sending, unreadable);
    const rejected = answer.rejected.filter(({ id }) => id === null || !unreadable.has(id));
    kept.rows += rows.length;
    kept.accepted += answer.accepted;
    kept.rejected += rejected.length;
    kept.faults += sending.reduce((sum, { faults }) => sum + faults, 0);
    if (unreadable.size > 0)
      say(
        `${name}: ${String(unreadable.size)} rows that cannot be read lie in quarantine, with their columns; --again-from reads them again once the mapping is mended`,
      );
    const [first] = rejected;
    if (first !== undefined)
      say(
        `${name}: ${String(rejected.length)} events lie in quarantine, the first because ${first.reason}: ${first.path} ${first.message}`,
      );
  }

  private eventsOf(row: Row): Sending {
    const { events, problems } = this.mapped(row);
    const faults = problems.filter(({ kind }) => kind === 'mapping');
    if (faults.length === 0) return { row, events, stub: null, faults: 0 };
    for (const { path, message } of faults) this.name(row, `cannot be read: ${path}: ${message}`);
    const stub = this.unreadable(row, row, faults);
    return { row, events: [...events, stub], stub, faults: faults.length };
  }

  /** A mapping that throws on a row makes only that row faulty. */
  private mapped(row: Row): Pick<MappedRow, 'events' | 'problems'> {
    try {
      return this.map(row);
    } catch (error) {
      return {
        events: [],
        problems: [{ kind: 'mapping', path: '', message: error instanceof Error ? error.message : String(error) }],
      };
    }
  }

  /** Sends all rows together; when even halves are too large, row by row, to isolate the large one. */
  private async post(sending: readonly Sending[], unreadable: Set<string>): Promise<IngestAnswer> {
    const { door } = this.parts;
    try {
      return await door.post(sending.flatMap(({ events }) => events));
    } catch (error) {
      if (!isTooLarge(error)) throw error;
    }
    const sum: IngestAnswer = { accepted: 0, rejected: [] };
    for (const item of sending) {
      const answer = await this.postAlone(item, unreadable);
      sum.accepted += answer.accepted;
      sum.rejected.push(...answer.rejected);
    }
    return sum;
  }

  private async postAlone({ row, events }: Sending, unreadable: Set<string>): Promise<IngestAnswer> {
    const {
      door,
      memory: { kept },
    } = this.parts;
    try {
      return await door.post(events);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      this.name(row, `is not taken: ${error.message}`);
      kept.faults += 1;
      const { column } = this.parts.config.cursor;
      const stub = this.unreadable(row, { [column]: row[column] ?? '' }, [
        { kind: 'mapping', path: '', message: error.message },
      ]);
      unreadable.add(stub.id);
      return door.post([stub]);
    }
  }

  /** Logs a faulty row without its values, which may be personal data. */
  private name(row: Row, fault: string): void {
    const {
      say,
      config: {
        name,
        cursor: { column },
      },
    } = this.parts;
    say(`${name}: the row ${column}=${row[column] ?? ''} ${maskNumbers(fault, 'text', () => '***')}`);
  }

  /**
   * Sends an unmappable row as an invalid event, so that ingestion keeps it in quarantine: masked, counted with the
   * source's rejections, and correctable.
   */
  private unreadable(
    row: Row,
    data: Row,
    faults: readonly MapProblem[],
  ): OutgoingEvent & { fault: string; causes: Cause[] } {
    const {
      config: { name },
      now = Date.now,
    } = this.parts;
    const fault = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
    const causes = faults.flatMap(({ cause }) => cause ?? []).slice(0, MOST_CAUSES);
    return {
      specversion: '1.0',
      id: `row-${hashOf(row)}`,
      source: `poller:${name}`,
      type: UNREADABLE_ROW,
      time: new Date(now()).toISOString(),
      data,
      fault,
      causes,
    };
  }

  private check(row: Row | undefined): void {
    const {
      config: { cursor },
      mapping,
    } = this.parts;
    if (this.checked || row === undefined) return;
    const missing = [...missingColumns(mapping, row), ...(Object.hasOwn(row, cursor.column) ? [] : [cursor.column])];
    const [missed, columns] = [missing.join(', '), Object.keys(row).join(', ')];
    if (missing.length > 0)
      throw new PollerMisuse(
        `the query has no column ${missed}; it has: ${columns}`,
        cause('database-columns', '', { missing: missed, columns }),
      );
    this.checked = true;
  }

  /** Newest last, so that the oldest are dropped first. */
  private remember(hash: string, at: number): void {
    this.sent.delete(hash);
    this.sent.set(hash, at);
  }

  private forget(before: number): void {
    for (const [hash, at] of this.sent) {
      if (at >= before && this.sent.size <= REMEMBERED) return;
      this.sent.delete(hash);
    }
  }
}

const isTooLarge = (error: unknown): error is DoorError => error instanceof DoorError && error.status === 413;

/** Hash of the row as read, so that a changed row is new. */
const hashOf = (row: Row): string => createHash('sha1').update(JSON.stringify(row)).digest('base64');
