import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNREADABLE_ROW, cause, maskNumbers, type Cause, type IngestAnswer, type Mapping } from '@cockpit/contracts';
import { DoorError, type EventDoor } from '../files/door';
import { missingColumns, rowMapper, type MapProblem, type OutgoingEvent } from '../files/map-row';
import { type Row } from '../files/rows/row';
import { PollerMisuse, type PollerConfig } from './config';
import type { LegacyDatabase } from './legacy-database';
import type { Memory } from './memory';

/** rows remembered as sent; beyond that the door's own memory sees to it that nothing counts twice */
const REMEMBERED = 200_000;
const MOST_TIES = 1_000_000;
/** as many as the door hands on */
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
  /** after each reading of all there is: why it failed, or null */
  onRound?: (fault: unknown) => Promise<void>;
}

type MappedRow = ReturnType<ReturnType<typeof rowMapper>>;
/** a row, what was made of it, and what is sent for it when that is not all */
interface Sending {
  row: Row;
  events: OutgoingEvent[];
  stub: OutgoingEvent | null;
  faults: number;
}

/**
 * Reads rows in the order of their cursor, sends what a mapping makes of them, and remembers how far it has come only once
 * that is acknowledged: at least once, and the door counts once.
 */
export class Poller {
  private readonly sent = new Map<string, number>();
  private readonly map;
  private checked = false;
  /** when the last reading of all there is began, epoch ms; null before the first one and after one that failed */
  private readAt: number | null = null;

  constructor(private readonly parts: PollerParts) {
    this.map = rowMapper(parts.mapping, `poller:${parts.config.name}`);
  }

  /** rows it remembers as sent */
  get inMind(): number {
    return this.sent.size;
  }

  /** Until the signal; a database or door that does not answer is asked again, with growing pauses. */
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

  /** Everything there is now. @returns rows sent */
  async round(): Promise<number> {
    const {
      config: { cursor, batch },
      database,
      memory,
      now = Date.now,
    } = this.parts;
    const keepMs = cursor.lookBackSec * 1000;
    const began = now();
    // what was not yet to be seen at the last reading is looked for again, however long ago that was
    const lookedBackTo = this.readAt === null ? null : this.readAt - keepMs;
    this.readAt = null;
    const isFirst = memory.kept.history.length === 0;
    let from = lookedBackTo === null ? memory.oldest(cursor.start) : memory.since(lookedBackTo, cursor.start);
    let limit = batch;
    let count = 0;
    for (;;) {
      const rows = await database.read(from, limit);
      this.check(rows[0]);
      const fresh = rows.filter((row) => !this.sent.has(hashOf(row)));
      await this.send(fresh);
      // those read once more stay in mind: forgotten, an idle table's last row would be sent again and again, and its feed seem alive
      for (const row of rows) this.remember(hashOf(row), now());
      count += fresh.length;
      const last = rows.at(-1)?.[cursor.column];
      if (last !== undefined && fresh.length > 0)
        await memory.advance(last, now(), lookedBackTo ?? (isFirst ? now() - keepMs : 0));
      // the first reading of a large table is one round
      this.forget(now() - 2 * keepMs);
      if (rows.length < limit || last === undefined) break;
      // more rows than a page stand at one and the same cursor
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

  /** A mapping that stumbles over a row has found that row at fault, and no other. */
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

  /** All at once; when the door finds that too large even in halves, row by row, so that the one that is too large is alone. */
  private async post(sending: readonly Sending[], unreadable: Set<string>): Promise<IngestAnswer> {
    const { door } = this.parts;
    try {
      return await door.post(sending.flatMap(({ events }) => events));
    } catch (error) {
      if (!isTooLarge(error)) throw error;
    }
    const sum: IngestAnswer = { accepted: 0, rejected: [] };
    for (const one of sending) {
      const answer = await this.postAlone(one, unreadable);
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

  /** Rows speak of people: their numbers stay out of the log. */
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
   * A row of which no event can be made, as a body that the door refuses and so keeps in quarantine: masked there like everything else,
   * counted with the source's rejections, and mended by whoever gives it a type and data.
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

  /** The latest last: the oldest are forgotten first. */
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

/** The row as it was read: one that changed is another. */
const hashOf = (row: Row): string => createHash('sha1').update(JSON.stringify(row)).digest('base64');
