import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { hallDayEnd, type HallConfig } from '@cockpit/domain';
import { CLICKHOUSE_READER, inStretches, selectRows, sql, type Sql } from '@cockpit/platform';
import { z } from 'zod';
import type { HallAt } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { windowTimes, type SpanOf, type QueueWait, type WindowTime } from './window-times';

const Ms = z.coerce.number();
const Span = z.object({
  hall: z.string(),
  day: z.string(),
  window: z.string(),
  state: z.string(),
  from: Ms,
  to: Ms,
  officer: z.string().nullable(),
});
const Visit = z.object({
  hall: z.string(),
  day: z.string(),
  legs: z.string(),
  cancelledAt: Ms.nullable(),
  noShowAt: Ms.nullable(),
});
const Leg = z.object({
  queue: z.string(),
  enqueuedAt: z.number().nullable(),
  startedAt: z.number().nullable().optional(),
  calledAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
const Legs = z.array(Leg);

interface RequestedDay {
  readonly hall: HallAt;
  readonly day: string;
}
/** Windows and queues of a hall on one day. */
export interface WindowDay {
  readonly hall: string;
  readonly day: string;
  readonly config: HallConfig;
  readonly zone: string;
  readonly spans: readonly SpanOf[];
  readonly stays: readonly QueueWait[];
  readonly services: readonly QueueWait[];
  /** the hall's current time, epoch ms */
  readonly now: number;
}
export type DatedTime = WindowTime & { hall: string; day: string };

/** Spans of the day's last computation. */
export const spansSql = (
  where: Sql,
): Sql => sql`SELECT hall, day, window_id, state, from_at, to_at, officer_id FROM window_span FINAL
  WHERE (${where}) AND window_id != '' AND (hall, day, version) IN (SELECT hall, day, max(version) FROM window_span WHERE ${where} GROUP BY hall, day)`;

/** Computes window times from spans and visits, for hall days without roll-up. */
@Injectable()
export class WindowReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async times(where: Sql, days: readonly RequestedDay[], plans: PlanBook): Promise<DatedTime[]> {
    const times = await inStretches(await this.days(where, days, plans), ({ hall, day, ...facts }) =>
      windowTimes(facts).map((time) => ({ ...time, hall, day })),
    );
    return times.flat();
  }

  /** @param days the requested hall days; `where` selects the same ones in the tables */
  async days(where: Sql, days: readonly RequestedDay[], plans: PlanBook): Promise<WindowDay[]> {
    const [spans, visits] = await Promise.all([
      selectRows(this.client, {
        label: 'metrics.spans',
        row: Span,
        sql: sql`SELECT hall, toString(day) AS day, window_id AS window, state, toUnixTimestamp64Milli(from_at) AS from, toUnixTimestamp64Milli(to_at) AS to, officer_id AS officer FROM (${spansSql(where)})`,
      }),
      selectRows(this.client, {
        label: 'metrics.stays',
        row: Visit,
        sql: sql`SELECT hall, toString(day) AS day, legs, toUnixTimestamp64Milli(cancelled_at) AS cancelledAt, toUnixTimestamp64Milli(no_show_at) AS noShowAt FROM (SELECT * FROM visit FINAL WHERE ${where})`,
      }),
    ]);
    const spansOf = grouped(spans);
    const visitsOf = grouped(visits);
    const found = await inStretches(days, ({ hall: { doc, now }, day }): WindowDay | null => {
      const config = plans.config(doc.code, day);
      const key = `${day} ${doc.code}`;
      if (config === null) return null;
      const until = Math.min(now, hallDayEnd(day, doc.timeZone));
      const visits = (visitsOf.get(key) ?? []).map((visit) => ({ ...visit, legs: Legs.parse(JSON.parse(visit.legs)) }));
      return {
        hall: doc.code,
        day,
        config,
        zone: doc.timeZone,
        spans: spansOf.get(key) ?? [],
        now,
        stays: visits.flatMap((visit) => staysOf(visit, until)),
        services: visits.flatMap(servicesOf),
      };
    });
    return found.filter((day) => day !== null);
  }
}

interface VisitLegs extends Omit<z.infer<typeof Visit>, 'legs'> {
  readonly legs: z.infer<typeof Legs>;
}

function staysOf({ legs, cancelledAt, noShowAt }: VisitLegs, until: number): QueueWait[] {
  return legs.flatMap(({ queue, enqueuedAt, calledAt, endedAt }, i) => {
    if (enqueuedAt === null || queue === '') return [];
    const gone = i === legs.length - 1 ? (cancelledAt ?? noShowAt) : null;
    return [{ queue, from: enqueuedAt, to: calledAt ?? endedAt ?? gone ?? until }];
  });
}

/** Service intervals by queue; services without an end are left out. */
const servicesOf = ({ legs }: VisitLegs): QueueWait[] =>
  legs.flatMap(({ queue, startedAt = null, endedAt }) =>
    startedAt === null || endedAt === null || queue === '' ? [] : [{ queue, from: startedAt, to: endedAt }],
  );

function grouped<T extends { hall: string; day: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.day} ${row.hall}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
