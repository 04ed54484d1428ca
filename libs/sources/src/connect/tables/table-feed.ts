import { setTimeout as sleep } from 'node:timers/promises';
import { cause, type Cause, type IngestAnswer } from '@cockpit/contracts';
import type { Sources } from '@cockpit/access';
import { DoorError, inHalves } from '../../files/door';
import type { OutgoingEvent } from '../../files/map-row';
import { MAX_BODY, type Ingestor } from '@cockpit/ingestion';
import { DatabaseFault } from '../../polling/database-fault';
import { Memory, nothingRead, PollerState } from '../../polling/memory';
import { Poller } from '../../polling/poller';
import { PollerMisuse } from '../../polling/config';
import { openDatabase, tableQuery } from '../../polling/database';
import type { LegacyDatabase } from '../../polling/legacy-database';
import type { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { scopeOf, takeIn } from '../inner-door';
import type { LiveTable } from './live-table';
import { placeOf } from './table-store';
import { maskedCause } from './tables';
import { changedRows } from '@cockpit/platform';
import { z } from 'zod';

/** Only the holder of the table's current revision may save progress. */
const HELD_HERE = 'id = $1 AND held_by = $2 AND revision = $3';
const PROGRESS = `SELECT progress FROM source_table WHERE ${HELD_HERE}`;
const KEEP = `UPDATE source_table SET progress = $4, tried_at = clock_timestamp() WHERE ${HELD_HERE}`;
const NOTE = `
  UPDATE source_table SET tried_at = clock_timestamp(), read_at = CASE WHEN $4::jsonb IS NULL THEN clock_timestamp() ELSE read_at END,
    fault = $4, fault_at = CASE WHEN $4::jsonb IS NULL THEN NULL ELSE coalesce(fault_at, clock_timestamp()) END
  WHERE ${HELD_HERE}`;
const Row = z.object({ progress: PollerState.nullable() });

type Queryable = Pick<DataSource, 'query'>;
/** Identifies a held table: id, holder, revision. */
export type Ours = readonly [id: string, me: string, revision: number];

/** Null before the first read. */
export async function progressOf(postgres: Queryable, key: Ours): Promise<PollerState | null> {
  const [row] = z.array(Row).parse(await postgres.query(PROGRESS, [...key]));
  return row?.progress ?? null;
}

/** @returns false when another process holds it now */
export async function keepProgress(postgres: Queryable, key: Ours, state: PollerState): Promise<boolean> {
  return changedRows(await postgres.query(KEEP, [...key, JSON.stringify(state)])) > 0;
}

/** @param why null: read successfully */
export const noteRead = (postgres: Queryable, key: Ours, why: Cause | null): Promise<unknown> =>
  postgres.query(NOTE, [...key, why === null ? null : JSON.stringify(why)]);

const BATCH = 1000;
const LOOK_BACK_SEC = 60;
/** Pause before retrying a fault that a person must fix. */
const MENDED_MS = 30_000;

interface Parts {
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

/** Polls one live table while this process holds it, with the poller of the command line and in-process ingestion. */
export class TableFeed {
  private readonly holdKey: Ours;
  private readonly name: string;

  constructor(
    private readonly parts: Parts,
    private readonly services: Beside,
  ) {
    const { id, revision, source, place } = parts.table;
    this.holdKey = [id, parts.me, revision];
    // part of the events' identity, so that the same table of a source always has the same
    this.name = `${source}/${place.database}.${place.table}`;
  }

  async run(): Promise<void> {
    const {
      signal,
      table: { everySec },
    } = this.parts;
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

  /** Returns when the table has no rows yet. */
  private async follow(): Promise<void> {
    const {
      table: { id, place, sealed, mapping, everySec, start },
      key,
      signal,
    } = this.parts;
    const query = { query: tableQuery(place.kind, place.table), column: place.cursorColumn };
    const database = openDatabase(placeOf(place, id, sealed, key), query);
    const cut = (): void => {
      database.cut();
    };
    signal.addEventListener('abort', cut, { once: true });
    try {
      const memory = await this.memory(start, database);
      if (memory === null) return;
      await new Poller({
        config: {
          name: this.name,
          batch: BATCH,
          everySec,
          cursor: { column: place.cursorColumn, start: memory.kept.cursor, lookBackSec: LOOK_BACK_SEC },
        },
        mapping,
        database,
        memory,
        door: { post: (events) => inHalves(events, (half) => this.post(half)) },
        say: (line) => {
          this.services.logger.warn({ table: id }, line);
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
    const { postgres } = this.services;
    const progress = await progressOf(postgres, this.holdKey);
    const begin = progress?.cursor ?? start ?? (await database.first());
    if (begin === null) return null;
    return new Memory(progress ?? nothingRead(begin), async (progressNow) => {
      if (!(await keepProgress(postgres, this.holdKey, progressNow)))
        throw new Error('somebody else reads this table now');
    });
  }

  private async post(events: readonly OutgoingEvent[]): Promise<IngestAnswer> {
    const { sources, ingestor } = this.services;
    if (JSON.stringify(events).length > MAX_BODY) throw new DoorError(413, `more than ${String(MAX_BODY)} bytes`);
    const source = await sources.get(this.parts.table.source);
    if (source === null) throw new Error(`there is no source "${this.parts.table.source}"`);
    return takeIn(ingestor, events, scopeOf(source), { correlationId: this.parts.table.id, signal: this.parts.signal });
  }

  /** Stores the state for the page; a failure to store it must not stop reading. */
  private async note(error: unknown): Promise<void> {
    if (this.parts.signal.aborted) return;
    const why = error === null ? null : this.whyOf(error);
    await noteRead(this.services.postgres, this.holdKey, why === null ? null : maskedCause(why)).catch(
      (lost: unknown) => {
        this.services.logger.warn(
          { table: this.parts.table.id, err: lost },
          'the state of a table could not be written',
        );
      },
    );
  }

  private whyOf(error: unknown): Cause {
    if (error instanceof DatabaseFault) return error.why;
    if (error instanceof PollerMisuse && error.why !== null) return error.why;
    this.services.logger.error({ table: this.parts.table.id, err: error }, 'a table is not read');
    return cause('of-our-own');
  }
}
