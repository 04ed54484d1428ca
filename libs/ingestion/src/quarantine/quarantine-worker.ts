import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, METRICS, REDIS, SETTINGS, changedRows, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Counter, type Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Quarantine } from './quarantine';

const DAY_MS = 86_400_000;
const SEALED_DAYS = 7;
const EVERY_MS = 3_600_000;
const DRAIN_EVERY_MS = 5_000;
const SLICE = 10_000;
const LAST_KEY = 'quarantine:last-sweep';
const Last = z.object({ at: z.number(), deleted: z.number() });

/**
 * Writes rows that waited for Postgres. Deletes encrypted bodies after seven days and everything after
 * `QUARANTINE_DAYS`, and reports it in log, metric and summary.
 */
@Injectable()
export class QuarantineWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('quarantine');
  private readonly deletions: Counter;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly postgres: DataSource,
    private readonly quarantine: Quarantine,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(METRICS) registry: Registry,
  ) {
    this.deletions = new Counter({
      name: 'cockpit_quarantine_deleted_total',
      help: 'rejected events deleted because their time was over',
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    const sweep = (): void => {
      this.sweep().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'quarantine was not swept');
      });
    };
    const drain = (): void => {
      this.quarantine.drain().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'what waits for postgres was not written');
      });
    };
    this.timers.push(setInterval(sweep, EVERY_MS), setInterval(drain, DRAIN_EVERY_MS));
    for (const timer of this.timers) timer.unref();
    sweep();
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** @returns number of deleted events */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const days = this.settings.quarantineDays;
    const sealed = await this.change(
      'UPDATE quarantine SET sealed = NULL WHERE sealed IS NOT NULL AND received_at < $1',
      new Date(now - SEALED_DAYS * DAY_MS),
    );
    let deleted = 0;
    for (let slice = SLICE; slice === SLICE; deleted += slice) {
      slice = await this.change(
        `DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE received_at < $1 LIMIT ${String(SLICE)})`,
        new Date(now - days * DAY_MS),
      );
    }
    this.deletions.inc(deleted);
    await this.redis.set(LAST_KEY, JSON.stringify({ at: now, deleted }));
    if (sealed + deleted > 0)
      this.logger.log(
        { sealed, deleted, days },
        'quarantine swept: sealed bodies given up after seven days, events after the days configured',
      );
    return deleted;
  }

  /** Time and count of the last clean-up. */
  async last(): Promise<z.infer<typeof Last> | null> {
    const text = await this.redis.get(LAST_KEY);
    return text === null ? null : Last.parse(JSON.parse(text));
  }

  private async change(sql: string, before: Date): Promise<number> {
    return changedRows(await this.postgres.query(sql, [before]));
  }
}
