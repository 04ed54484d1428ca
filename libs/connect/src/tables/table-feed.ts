import { setTimeout as sleep } from 'node:timers/promises';
import { cause, type Cause, type IngestAnswer } from '@cockpit/contracts';
import type { Sources } from '@cockpit/access';
import { DoorError, inHalves, type OutgoingEvent } from '@cockpit/importing';
import { MAX_BODY, type Ingestor } from '@cockpit/ingestion';
import {
  DatabaseFault,
  Kept,
  Memory,
  Poller,
  PollerMisuse,
  nothingRead,
  openDatabase,
  tableQuery,
  type LegacyDatabase,
} from '@cockpit/polling';
import type { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { scopeOf, takeIn } from '../inner-door';
import type { LiveTable } from './live-table';
import { placeOf } from './table-store';
import { masked } from './tables';

const BATCH = 1000;
const LOOK_BACK_SEC = 60;
/** What somebody has to mend is looked at again so often: perhaps they have. */
const MENDED_MS = 30_000;

/** Only who holds a table as it is now writes down how far it is read. */
const OURS = 'id = $1 AND held_by = $2 AND revision = $3';
const PROGRESS = `SELECT progress FROM source_table WHERE ${OURS}`;
const KEEP = `UPDATE source_table SET progress = $4, tried_at = clock_timestamp() WHERE ${OURS}`;
const NOTE = `
  UPDATE source_table SET tried_at = clock_timestamp(), read_at = CASE WHEN $4::jsonb IS NULL THEN clock_timestamp() ELSE read_at END,
    fault = $4, fault_at = CASE WHEN $4::jsonb IS NULL THEN NULL ELSE coalesce(fault_at, clock_timestamp()) END
  WHERE ${OURS}`;
const Changed = z.tuple([z.unknown(), z.number()]);

interface Of {
  table: LiveTable;
  key: Buffer;
  me: string;
  signal: AbortSignal;
}
interface Beside {
  postgres: DataSource;
  sources: Sources;
  ingestor: Ingestor;
  logger: Logger;
}

/** One table that is live, while this process holds it: the same poller as at the command line, and the same door from inside. */
export class TableFeed {
  private readonly ours: readonly (string | number)[];
  private readonly name: string;

  constructor(
    private readonly of: Of,
    private readonly beside: Beside,
  ) {
    const { id, revision, source, place } = of.table;
    this.ours = [id, of.me, revision];
    // part of the identity of its events: the same table under the same source is the same
    this.name = `${source}/${place.database}.${place.table}`;
  }

  /** Until the signal. */
  async run(): Promise<void> {
    const {
      signal,
      table: { everySec },
    } = this.of;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      let pause = everySec * 1000;
      try {
        await this.follow();
        await this.note(null);
      } catch (error) {
        if (isOver()) return;
        await this.note(error);
        pause = MENDED_MS;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Ends when there is nothing yet to follow. */
  private async follow(): Promise<void> {
    const {
      table: { id, place, sealed, mapping, everySec, start },
      key,
      signal,
    } = this.of;
    const asked = { query: tableQuery(place.kind, place.table), column: place.cursorColumn };
    const database = openDatabase(placeOf(place, id, sealed, key), asked);
    const cut = (): void => {
      database.cut();
    };
    signal.addEventListener('abort', cut, { once: true });
    try {
      const memory = await this.memory(start, database);
      if (memory === null) return;
      await new Poller({
        config: {
          ...{ name: this.name, batch: BATCH, everySec },
          cursor: { column: place.cursorColumn, start: memory.kept.cursor, lookBackSec: LOOK_BACK_SEC },
        },
        ...{ mapping, database, memory },
        door: { post: (events) => inHalves(events, (some) => this.post(some)) },
        say: (line) => {
          this.beside.logger.warn({ table: id }, line);
        },
        onRound: (fault) => this.note(fault),
      }).run(signal);
    } finally {
      signal.removeEventListener('abort', cut);
      await database.close();
    }
  }

  /** Null while the table has no rows. */
  private async memory(start: string | null, database: LegacyDatabase): Promise<Memory | null> {
    const { postgres } = this.beside;
    const rows = z.array(z.object({ progress: Kept.nullable() })).parse(await postgres.query(PROGRESS, [...this.ours]));
    const begin = rows[0]?.progress?.cursor ?? start ?? (await database.first());
    if (begin === null) return null;
    return new Memory(rows[0]?.progress ?? nothingRead(begin), async (kept) => {
      const [, changed] = Changed.parse(await postgres.query(KEEP, [...this.ours, JSON.stringify(kept)]));
      if (changed === 0) throw new Error('somebody else reads this table now');
    });
  }

  private async post(events: readonly OutgoingEvent[]): Promise<IngestAnswer> {
    const { sources, ingestor } = this.beside;
    if (JSON.stringify(events).length > MAX_BODY) throw new DoorError(413, `more than ${String(MAX_BODY)} bytes`);
    const source = await sources.get(this.of.table.source);
    if (source === null) throw new Error(`there is no source "${this.of.table.source}"`);
    return takeIn(ingestor, events, scopeOf(source), { correlationId: this.of.table.id, signal: this.of.signal });
  }

  /** What the page says of it; that it could not be written down is no reason to stop reading. */
  private async note(error: unknown): Promise<void> {
    if (this.of.signal.aborted) return;
    const why = error === null ? null : this.whyOf(error);
    const values = [...this.ours, why === null ? null : JSON.stringify(masked(why))];
    await this.beside.postgres.query(NOTE, values).catch((lost: unknown) => {
      this.beside.logger.warn({ table: this.of.table.id, err: lost }, 'the state of a table could not be written');
    });
  }

  private whyOf(error: unknown): Cause {
    if (error instanceof DatabaseFault) return error.why;
    if (error instanceof PollerMisuse && error.why !== null) return error.why;
    this.beside.logger.error({ table: this.of.table.id, err: error }, 'a table is not read');
    return cause('of-our-own');
  }
}
