import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, changedRows, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';

/** Half a year: so long somebody may ask who was told of what, and when. Nothing reads older ones. */
const KEPT_DAYS = 180;
const LOOK_EVERY_MS = 3_600_000;
const AT_ONCE = 5_000;
const OLD = `
  DELETE FROM notify_outbox WHERE id IN (
    SELECT id FROM notify_outbox WHERE state NOT IN ('queued', 'sent', 'failed') AND created_at < clock_timestamp() - $1 * interval '1 day'
    ORDER BY created_at LIMIT ${String(AT_ONCE)} FOR UPDATE SKIP LOCKED)`;
const FILES = `DELETE FROM notify_attachment WHERE created_at < clock_timestamp() - $1 * interval '1 day'`;
/** Of a robot that a channel still posts by it must be known when it was posted to; of one that was removed, until no limit counts that. */
const ROBOTS = `
  DELETE FROM notify_robot r WHERE NOT EXISTS (SELECT 1 FROM notify_channel c WHERE c.robot = r.robot AND c.removed_at IS NULL)
    AND (r.rests_until IS NULL OR r.rests_until < clock_timestamp() - interval '1 day')
    AND NOT EXISTS (SELECT 1 FROM unnest(r.arrivals) at WHERE at > extract(epoch FROM clock_timestamp() - interval '1 day') * 1000)`;

/** Deletes messages that nobody asks for any more, and what is known of robots that are gone. */
@Injectable()
export class Pruning implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('notify');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => {
      this.prune().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'old messages were not deleted');
      });
    };
    this.timer = setInterval(look, LOOK_EVERY_MS);
    this.timer.unref();
    look();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async prune(): Promise<void> {
    const days = Math.min(KEPT_DAYS, this.settings.retentionDays ?? KEPT_DAYS);
    for (;;) {
      if (changedRows(await this.postgres.query(OLD, [days])) < AT_ONCE) break;
    }
    await this.postgres.query(FILES, [days]);
    await this.postgres.query(ROBOTS);
  }
}
