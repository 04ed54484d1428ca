import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Lease } from '@cockpit/log';
import { CLOCK, REDIS, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Retention } from './retention';

const LOOK_EVERY_MS = 3_600_000;
const LEASE_MS = 30_000;
const LAST_KEY = 'retention:last-day';

/** Deletes old data once a day in one worker; retries a failure within the hour. */
@Injectable()
export class RetentionWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('retention');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly retention: Retention,
    private readonly lease: Lease,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.retentionDays === undefined) return;
    const look = (): void => {
      this.look().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'what is too old was not deleted');
      });
    };
    this.timer = setInterval(look, LOOK_EVERY_MS);
    this.timer.unref();
    look();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    // a changed setting takes effect at once
    const today = `${new Date(this.clock.now()).toISOString().slice(0, 10)} ${String(this.settings.retentionDays)}`;
    if ((await this.redis.get(LAST_KEY)) === today) return;
    const lease = await this.lease.acquire('retention', LEASE_MS);
    if (lease === null) return;
    try {
      await this.retention.sweep();
      await this.redis.set(LAST_KEY, today);
    } finally {
      await lease.release();
    }
  }
}
