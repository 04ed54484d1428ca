import { Sources } from '@cockpit/access';
import { Ingestor } from '@cockpit/ingestion';
import {
  HOLD_MS,
  Holding,
  Presence,
  SETTINGS,
  WorkWatch,
  deriveKey,
  sessionGone,
  type Holder,
} from '@cockpit/platform';
import type { Settings, WorkState } from '@cockpit/platform';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { LiveTable } from './live-table';
import { TableFeed } from './table-feed';
import { SEALING } from './table-store';

const LIVE = `
  SELECT t.id, t.place, t.sealed, t.revision, t.source, m.mapping, t.every_sec AS "everySec", t.start
  FROM source_table t JOIN source_mapping m ON m.source = t.source AND m.version = t.version
  WHERE t.state = 'live' AND t.removed_at IS NULL ORDER BY t.id`;
const HOLD = `
  UPDATE source_table t SET held_by = $2, held_until = clock_timestamp() + interval '${String(HOLD_MS)} ms', held_pid = $3, held_since = $4
  WHERE t.id = $1 AND t.state = 'live' AND t.removed_at IS NULL AND (t.held_by IS NULL OR t.held_by = $2
    OR t.held_until < clock_timestamp() OR ${sessionGone('t.held_pid', 't.held_since')})`;
const LET_GO = 'UPDATE source_table SET held_by = NULL, held_until = NULL, held_pid = NULL WHERE held_by = $1';
/** Tables that nobody has tried to read for long; whoever tries to read one of them, in whatever process, changes the mark. */
const WAITING = `
  SELECT count(*) AS waiting, coalesce(string_agg(id::text || coalesce(tried_at::text, ''), ' ' ORDER BY id), '') AS mark
  FROM source_table WHERE state = 'live' AND removed_at IS NULL
    AND greatest(tried_at, changed_at) < clock_timestamp() - (every_sec + 120) * interval '1 second'`;
const Changed = z.tuple([z.unknown(), z.number()]);
const Backlog = z.tuple([z.object({ waiting: z.coerce.number(), mark: z.string() })]);

/** Every live table is read by one worker, and by another within seconds when that one dies. */
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
    this.holding = new Holding<LiveTable>(presence, {
      list: async () => z.array(LiveTable).parse(await this.postgres.query(LIVE)),
      identify: ({ id, revision }) => ({ key: id, version: String(revision) }),
      hold: ({ id }, holder) => this.hold(id, holder),
      begin: (table, signal, { me }) =>
        new TableFeed(
          { table, key, me, signal },
          { postgres, sources: this.sources, ingestor: this.ingestor, logger: this.logger },
        ).run(),
      letGo: (me) => this.postgres.query(LET_GO, [me]),
      onTrouble: (error) => {
        this.logger.warn({ err: error }, 'connected tables cannot be looked up');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.holding.start();
    this.work.watch('tables', () => this.standing());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.holding.close();
  }

  private async standing(): Promise<WorkState> {
    const [{ waiting, mark }] = Backlog.parse(await this.postgres.query(WAITING));
    return { waiting: waiting > 0, mark };
  }

  private async hold(id: string, { me, session }: Holder): Promise<boolean> {
    const values = [id, me, session?.pid ?? null, session?.since ?? null];
    const [, changed] = Changed.parse(await this.postgres.query(HOLD, values));
    return changed > 0;
  }
}
