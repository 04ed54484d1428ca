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
import { eventsKeptFrom, firstKeptDay } from './kept';

const OPEN = sql`closed_at IS NULL OR accepted_at IS NULL`;

/**
 * Condition on the event table for events to delete. An event of a thing reported by several events is deleted only
 * with the last of them; things without a closed matter may still be running.
 * @param firstDay the first hall day to keep
 * @param from epoch ms; younger events are kept
 */
function doomed(firstDay: string, from: number): Sql {
  const start = bind.instant(from);
  const open = sql`SELECT case_id FROM matter FINAL WHERE ${OPEN} OR last_event_at >= ${start}`;
  const closed = sql`SELECT case_id FROM matter FINAL WHERE NOT (${OPEN}) AND last_event_at < ${start}`;
  // the clock of a package depends on its parts
  const parents = sql`SELECT assumeNotNull(parent_id) FROM matter FINAL WHERE (${OPEN}) AND parent_id IS NOT NULL`;
  const parts = sql`SELECT case_id FROM matter FINAL WHERE parent_id IN (${open})`;
  const tickets = sql`SELECT assumeNotNull(ticket_id) FROM matter FINAL WHERE (${OPEN}) AND ticket_id IS NOT NULL`;
  const hasYounger = (key: Sql, prefix: string): Sql =>
    sql`SELECT ${key} FROM event WHERE startsWith(type, ${bind.text(prefix)}) AND time >= ${start}`;
  return sql`time < ${start} AND multiIf(
    startsWith(type, 'hall.case.'), entity IN (${closed}) AND entity NOT IN (${open}) AND entity NOT IN (${parents}) AND entity NOT IN (${parts}) AND entity NOT IN (${hasYounger(sql`entity`, 'hall.case.')}),
    startsWith(type, 'hall.ticket.'), entity NOT IN (${tickets}) AND concat('rating-', replaceAll(toString(identity), '-', '')) NOT IN (${open}),
    startsWith(type, 'hall.booking.'), (hall, entity) NOT IN (SELECT hall, booking_id FROM booking FINAL WHERE day >= ${bind.day(firstDay)}),
    startsWith(type, 'hall.consult.'), (source, entity) NOT IN (SELECT source, consult_id FROM consult FINAL WHERE day >= ${bind.day(firstDay)}) AND (source, entity) NOT IN (${hasYounger(sql`(source, entity)`, 'hall.consult.')}),
    1)`;
}

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
