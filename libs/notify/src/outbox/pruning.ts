import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, changedRows, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';

/** Half a year: the period in which people may ask who was notified and when. */
const RETENTION_DAYS = 180;
const INTERVAL_MS = 3_600_000;
const BATCH = 5_000;
const OLD = `
  DELETE FROM notify_outbox WHERE id IN (
    SELECT id FROM notify_outbox WHERE state NOT IN ('queued', 'sent', 'failed') AND created_at < clock_timestamp() - $1 * interval '1 day'
    ORDER BY created_at LIMIT ${String(BATCH)} FOR UPDATE SKIP LOCKED)`;
const FILES = `DELETE FROM notify_attachment WHERE created_at < clock_timestamp() - $1 * interval '1 day'`;
/** Rows of robots in use are kept for their limits; rows of removed robots go once no limit counts their arrivals. */
const ROBOTS = `
  DELETE FROM notify_robot r WHERE NOT EXISTS (SELECT 1 FROM notify_channel c WHERE c.robot = r.robot AND c.removed_at IS NULL)
    AND (r.rests_until IS NULL OR r.rests_until < clock_timestamp() - interval '1 day')
    AND NOT EXISTS (SELECT 1 FROM unnest(r.arrivals) at WHERE at > extract(epoch FROM clock_timestamp() - interval '1 day') * 1000)`;

/** Deletes old messages and the state of removed robots. */
@Injectable()
export class Pruning implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('notify');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    const run = (): void => {
      this.prune().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'old messages were not deleted');
      });
    };
    this.timer = setInterval(run, INTERVAL_MS);
    this.timer.unref();
    run();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async prune(): Promise<void> {
    const days = Math.min(RETENTION_DAYS, this.settings.retentionDays ?? RETENTION_DAYS);
    for (;;) {
      if (changedRows(await this.postgres.query(OLD, [days])) < BATCH) break;
    }
    await this.postgres.query(FILES, [days]);
    await this.postgres.query(ROBOTS);
  }
}
