import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { OrganisationService, type OrganisationChange } from '@cockpit/organisation';
import { bind, CLICKHOUSE_READER, CLICKHOUSE_WRITER, REDIS, selectRows, sql } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** last processed organisation version; if lost, all days are marked again, which is harmless */
const SEEN_KEY = 'metrics:organisation-seen';
const Pair = z.object({ hall: z.string(), day: z.string() });

/** Marks hall days for a new roll-up after later changes of the organisation (targets, hours, skills). */
@Injectable()
export class RestatedDays {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly reader: ClickHouseClient,
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly organisation: OrganisationService,
  ) {}

  /** The version is stored last, so an interrupted run is repeated with the same result. */
  async mark(): Promise<void> {
    const changes = await this.organisation.changesAfter(Number((await this.redis.get(SEEN_KEY)) ?? 0));
    const last = changes.at(-1);
    if (last === undefined) return;
    // the change message can arrive later, so the cache is cleared first
    await this.organisation.calendarsChanged();
    for (const change of changes) await this.markDaysOf(change);
    await this.redis.set(SEEN_KEY, last.version);
  }

  private async markDaysOf({ from, recordedAt, halls }: OrganisationChange): Promise<void> {
    // versions are microseconds: later computations already include the change
    const version = recordedAt.getTime() * 1000;
    const ofHalls = halls === null ? sql`1` : sql`hall IN ${bind.texts(halls)}`;
    const days = await selectRows(this.reader, {
      label: 'metrics.restated-days',
      row: Pair,
      sql: sql`SELECT hall, toString(day) AS day FROM
        (
          SELECT hall, day, max(version) AS computed FROM day_told
          WHERE told = 'day' AND toString(day) >= ${bind.text(from)} AND ${ofHalls} GROUP BY hall, day
        ) WHERE computed < ${bind.number(version)}`,
    });
    if (days.length === 0) return;
    await this.writer.insert({
      table: 'day_told',
      columns: ['hall', 'day', 'told', 'version'],
      values: days.map(({ hall, day }) => [hall, day, 'organisation', version]),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { max_partitions_per_insert_block: '0', log_comment: 'metrics.restated-days' },
    });
  }
}
