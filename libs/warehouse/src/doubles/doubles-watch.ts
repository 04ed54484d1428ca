import type { ClickHouseClient } from '@clickhouse/client';
import { DEFAULT_ZONE } from '@cockpit/contracts';
import { hallDay, hallDayStart } from '@cockpit/domain';
import { Lease } from '@cockpit/log';
import { CLICKHOUSE_WRITER, CLOCK, HealthRegistry, REDIS, type Clock } from '@cockpit/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { DoubledMonth, doubledEvents, refuseDoubles } from './doubled-events';

const LOOK_EVERY_MS = 3_600_000;
/** reads all events, so it runs while halls are closed */
const NIGHT_MS = 6 * 3_600_000;
const LEASE_MS = 30_000;
const FOUND_KEY = 'warehouse:doubled-events';

const Found = z.object({ day: z.string(), months: z.array(DoubledMonth) });

/** Counts duplicate events once a night in one worker, and reports the last result in health. */
@Injectable()
export class DoublesWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('doubled-events');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly lease: Lease,
    // the reader's statements time out after 30 s
    @Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    health: HealthRegistry,
  ) {
    health.advise('doubled-events', async () => {
      refuseDoubles((await this.found())?.months ?? []);
    });
  }

  onApplicationBootstrap(): void {
    const look = (): void => {
      this.look().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'events that stand twice were not counted');
      });
    };
    this.timer = setInterval(look, LOOK_EVERY_MS);
    this.timer.unref();
    look();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const now = this.clock.now();
    const day = hallDay(now, DEFAULT_ZONE);
    if (now - hallDayStart(day, DEFAULT_ZONE) >= NIGHT_MS || (await this.found())?.day === day) return;
    const lease = await this.lease.acquire('doubled-events', LEASE_MS);
    if (lease === null) return;
    try {
      const months = await doubledEvents(this.client);
      await this.redis.set(FOUND_KEY, JSON.stringify({ day, months }));
      if (months.length > 0) this.logger.error({ months }, 'events stand twice');
    } finally {
      await lease.release();
    }
  }

  private async found(): Promise<z.infer<typeof Found> | null> {
    const text = await this.redis.get(FOUND_KEY);
    return text === null ? null : Found.parse(JSON.parse(text));
  }
}
