import { Sources } from '@cockpit/access';
import { Ingestor } from '@cockpit/ingestion';
import {
  Holding,
  Presence,
  SETTINGS,
  WorkWatch,
  deriveKey,
  type Settings,
  HOLD_MS,
  changedRows,
  sessionGone,
  type Holder,
  type WorkState,
} from '@cockpit/platform';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LiveTable } from './live-table';
import { TableFeed } from './table-feed';
import { SEALING } from './table-store';
import { z } from 'zod';

const LIVE = `
  SELECT t.id, t.place, t.sealed, t.revision, t.source, m.mapping, t.every_sec AS "everySec", t.start
  FROM source_table t JOIN source_mapping m ON m.source = t.source AND m.version = t.version
  WHERE t.state = 'live' AND t.removed_at IS NULL ORDER BY t.id`;
const HOLD = `
  UPDATE source_table t SET held_by = $2, held_until = clock_timestamp() + interval '${String(HOLD_MS)} ms', held_pid = $3, held_since = $4
  WHERE t.id = $1 AND t.state = 'live' AND t.removed_at IS NULL AND (t.held_by IS NULL OR t.held_by = $2
    OR t.held_until < clock_timestamp() OR ${sessionGone('t.held_pid', 't.held_since')})`;
const LET_GO = 'UPDATE source_table SET held_by = NULL, held_until = NULL, held_pid = NULL WHERE held_by = $1';
/** Tables that no worker has tried to read for long; an attempt by any process changes the mark. */
const WAITING = `
  SELECT count(*) AS waiting, coalesce(string_agg(id::text || coalesce(tried_at::text, ''), ' ' ORDER BY id), '') AS mark
  FROM source_table WHERE state = 'live' AND removed_at IS NULL
    AND greatest(tried_at, changed_at) < clock_timestamp() - (every_sec + 120) * interval '1 second'`;
const Backlog = z.tuple([z.object({ waiting: z.coerce.number(), mark: z.string() })]);

type Queryable = Pick<DataSource, 'query'>;

export const liveTables = async (postgres: Queryable): Promise<LiveTable[]> =>
  z.array(LiveTable).parse(await postgres.query(LIVE));

/** @returns whether this process holds it now */
export async function holdTable(postgres: Queryable, id: string, { me, session }: Holder): Promise<boolean> {
  const values = [id, me, session?.pid ?? null, session?.since ?? null];
  return changedRows(await postgres.query(HOLD, values)) > 0;
}

export const letTablesGo = (postgres: Queryable, me: string): Promise<unknown> => postgres.query(LET_GO, [me]);

export async function tablesWaiting(postgres: Queryable): Promise<WorkState> {
  const [{ waiting, mark }] = Backlog.parse(await postgres.query(WAITING));
  return { waiting: waiting > 0, mark };
}

/** Each live table is read by one worker; another takes over within seconds when that one dies. */
@Injectable()
export class TableFeeds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('tables');
  private readonly holding: Holding<LiveTable>;

  constructor(
    private readonly postgres: DataSource,
    private readonly sources: Sources,
    private readonly ingestor: Ingestor,
    private readonly work: WorkWatch,
    presence: Presence,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const key = deriveKey(settings, SEALING);
    this.holding = new Holding<LiveTable>(presence, settings.intervals.holdLook, {
      list: () => liveTables(this.postgres),
      identify: ({ id, revision }) => ({ key: id, version: String(revision) }),
      hold: ({ id }, holder) => holdTable(this.postgres, id, holder),
      begin: (table, signal, { me }) =>
        new TableFeed(
          { table, key, me, signal },
          { postgres, sources: this.sources, ingestor: this.ingestor, logger: this.logger },
        ).run(),
      letGo: (me) => letTablesGo(this.postgres, me),
      onTrouble: (error) => {
        this.logger.warn({ err: error }, 'connected tables cannot be looked up');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.holding.start();
    this.work.watch('tables', () => tablesWaiting(this.postgres));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.holding.close();
  }
}
