import type { ClickHouseClient } from '@clickhouse/client';
import { DEFAULT_ZONE } from '@cockpit/contracts';
import { hallDay, hallDayStart } from '@cockpit/domain';
import { Lease } from '@cockpit/log';
import {
  CLICKHOUSE_WRITER,
  CLOCK,
  HealthRegistry,
  REDIS,
  type Clock,
  bind,
  selectRows,
  sql,
  type Sql,
} from '@cockpit/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/**
 * Counting distinct identities needs some 40 bytes of memory per row, so a month is counted in slices of about this
 * size.
 */
const ROWS_A_SLICE = 5_000_000;

const DoubledMonth = z.object({
  /** `YYYYMM` of the events' time in UTC, like the table's partitions */
  month: z.coerce.string(),
  /** rows beyond the first of each identity */
  surplus: z.coerce.number(),
});
type DoubledMonth = z.infer<typeof DoubledMonth>;

/** Months with duplicate events. Both rows of a duplicate are in the same month. */
export async function doubledEvents(client: ClickHouseClient): Promise<DoubledMonth[]> {
  const months = await selectRows(client, {
    label: 'warehouse.event-months',
    row: z.object({ month: z.coerce.string(), rows: z.coerce.number() }),
    sql: 'SELECT toYYYYMM(time) AS month, count() AS rows FROM event GROUP BY month ORDER BY month',
  });
  const doubled: DoubledMonth[] = [];
  for (const { month, rows } of months) {
    const slices = Math.ceil(rows / ROWS_A_SLICE);
    let surplus = 0;
    // one after the other, so that other queries are not slowed down
    for (let slice = 0; slice < slices; slice++) surplus += await surplusOf(client, Number(month), slice, slices);
    if (surplus > 0) doubled.push({ month, surplus });
  }
  return doubled;
}

const whole = (value: number): Sql => sql`toUInt32(${bind.number(value)})`;

async function surplusOf(client: ClickHouseClient, month: number, slice: number, slices: number): Promise<number> {
  const [row] = await selectRows(client, {
    label: 'warehouse.doubled-events',
    row: z.object({ surplus: z.coerce.number() }),
    // one query for both counts, because rows may arrive between two queries
    sql: sql`SELECT count() - uniqExact(identity) AS surplus FROM event
      WHERE toYYYYMM(time) = ${whole(month)} AND cityHash64(identity) % ${whole(slices)} = ${whole(slice)}`,
  });
  return row?.surplus ?? 0;
}

/** @throws naming the months, and the document with the remedy */
export function refuseDoubles(months: readonly DoubledMonth[]): void {
  if (months.length === 0) return;
  const named = months.map(({ month, surplus }) => `${String(surplus)} in ${month.slice(0, 4)}-${month.slice(4)}`);
  throw new Error(
    `event rows that stand more than once: ${named.join(', ')} (docs/operations.md, “Events that stand twice”)`,
  );
}

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
