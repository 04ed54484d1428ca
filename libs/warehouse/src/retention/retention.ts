import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@cockpit/access';
import {
  CLICKHOUSE_WRITER,
  CLOCK,
  SETTINGS,
  bind,
  selectRows,
  sql,
  statementOf,
  written,
  type Clock,
  type Settings,
  type Sql,
} from '@cockpit/platform';
import { z } from 'zod';
import { doomed } from './doomed';
import { eventsKeptFrom, firstKeptDay } from './kept';

/** Tables with rows by hall day and monthly partitions. */
const BY_DAY = [
  'visit',
  'window_span',
  'load_15min',
  'booking',
  'terminal_span',
  'terminal_use',
  'point_count',
  'consult',
  'visit_day',
  'window_day',
  'day_told',
] as const;
const BY_TIME = ['queue_observation', 'case_rating'] as const;
const SYSTEM = { kind: 'system', id: 'retention', name: 'retention' } as const;
const Month = z.object({ month: z.coerce.string(), doomed: z.coerce.number(), rows: z.coerce.number() });
const Count = z.object({ n: z.coerce.number() });

export interface RetentionResult {
  /** earlier hall days are deleted */ firstDay: string;
  /** deleted rows by table; tables without deletions are omitted */ deleted: Record<string, number>;
}

/** Deletes data older than `RETENTION_DAYS`; idempotent. */
@Injectable()
export class Retention {
  private readonly logger = new Logger('retention');

  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** @returns null when no retention is configured */
  async sweep(now = this.clock.now()): Promise<RetentionResult | null> {
    const { retentionDays } = this.settings;
    if (retentionDays === undefined) return null;
    const firstDay = firstKeptDay(now, retentionDays);
    const eventsFrom = eventsKeptFrom(firstDay);
    const counts: [string, number][] = [];
    const faults: unknown[] = [];
    // a failing table must not stop deletion in the others
    const attempt = async (table: string, work: () => Promise<number>): Promise<void> => {
      await work().then(
        (rows) => counts.push([table, rows]),
        (error: unknown) => {
          faults.push(error);
          this.logger.error({ table, err: error }, 'what is too old could not be deleted here');
        },
      );
    };
    for (const table of BY_DAY)
      await attempt(table, () => this.drop(table, sql`toYYYYMM(day)`, firstDay, sql`day < ${bind.day(firstDay)}`));
    for (const table of BY_TIME)
      await attempt(table, () =>
        this.drop(table, sql`toYYYYMM(time)`, firstDay, sql`time < ${bind.instant(Date.parse(firstDay))}`),
      );
    await attempt('quote', () => this.dropQuotes(firstDay));
    await attempt('event', () =>
      this.drop(
        'event',
        sql`toYYYYMM(time)`,
        new Date(eventsFrom).toISOString().slice(0, 10),
        doomed(firstDay, eventsFrom),
      ),
    );
    const result = { firstDay, deleted: Object.fromEntries(counts.filter(([, rows]) => rows > 0)) };
    if (Object.keys(result.deleted).length > 0) {
      await this.audit.record({
        actor: SYSTEM,
        action: 'retention.delete',
        target: `days/before-${firstDay}`,
        after: { retentionDays, ...result },
      });
      this.logger.log({ retentionDays, ...result }, 'deleted what is older than the days configured');
    }
    if (faults.length > 0) throw new AggregateError(faults, 'retention is not done');
    return result;
  }

  /**
   * Drops whole months by partition and deletes the rest row by row.
   * @param before months wholly before this day are dropped
   * @returns number of deleted rows
   */
  private async drop(table: string, month: Sql, before: string, where: Sql): Promise<number> {
    const from = written(table);
    const months = await selectRows(this.client, {
      label: 'warehouse.retention',
      row: Month,
      sql: sql`SELECT toString(${month}) AS month, countIf(${where}) AS doomed, count() AS rows FROM ${from} WHERE ${month} <= toYYYYMM(${bind.day(before)}) GROUP BY month HAVING doomed > 0 ORDER BY month`,
    });
    for (const { month: id, doomed: count, rows } of months) {
      if (count === rows && id < monthOf(before))
        await this.run(sql`ALTER TABLE ${from} DROP PARTITION ID ${bind.text(id)}`);
      // lightweight deletes do not update the projection of stored identities
      else if (table === 'event')
        await this.run(sql`ALTER TABLE event DELETE IN PARTITION ID ${bind.text(id)} WHERE ${where}`);
      else
        await this.run(
          sql`DELETE FROM ${from} WHERE ${month} = toYYYYMM(${bind.day(`${id.slice(0, 4)}-${id.slice(4)}-01`)}) AND ${where}`,
        );
    }
    return months.reduce((sum, { doomed: count }) => sum + count, 0);
  }

  /** Quotes have no monthly partitions. */
  private async dropQuotes(firstDay: string): Promise<number> {
    const where = sql`quoted_at < ${bind.instant(Date.parse(firstDay))}`;
    const [row] = await selectRows(this.client, {
      label: 'warehouse.retention',
      row: Count,
      sql: sql`SELECT count() AS n FROM quote WHERE ${where}`,
    });
    if (row === undefined || row.n === 0) return 0;
    await this.run(sql`DELETE FROM quote WHERE ${where}`);
    return row.n;
  }

  private async run(statement: Sql): Promise<void> {
    await this.client.command({
      ...statementOf(statement),
      clickhouse_settings: {
        mutations_sync: '2',
        lightweight_deletes_sync: '2',
        log_comment: 'warehouse.retention',
      },
    });
  }
}

const monthOf = (day: string): string => day.slice(0, 7).replace('-', '');
