import { Sources } from '@cockpit/access';
import { Ingestor } from '@cockpit/ingestion';
import { Holding, Presence, SETTINGS, WorkWatch, deriveKey, type Settings } from '@cockpit/platform';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LiveTable } from './live-table';
import { TableFeed } from './table-feed';
import { holdTable, letTablesGo, liveTables, tablesWaiting } from './table-holds';
import { SEALING } from './table-store';

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
