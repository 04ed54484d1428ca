import type { ClickHouseClient } from '@clickhouse/client';
import { addDays } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, selectRows, type Sql, sql, written } from '@cockpit/platform';
import { z } from 'zod';
import { groupsOf, type Ask, type HallGroup } from '../asking/ask';
import { within } from '../sources/table-source';
import { spansSql } from '../sources/window-reader';

const Ms = z.coerce.number();
const Count = z.coerce.number();
const Reported = z.object({
  hall: z.string(),
  day: z.string(),
  window: z.string(),
  from: Ms,
  to: Ms,
  gaps: z.array(z.tuple([Ms, Ms])),
  doubled: Ms,
});
const Load = z.object({
  hall: z.string(),
  day: z.string(),
  fault: z.number(),
  busy: z.number(),
  arrivals: Count,
  byWindow: z.record(z.string(), z.number()),
});
const WindowSums = z.object({
  hall: z.string(),
  day: z.string(),
  window: z.string(),
  spent: z.number(),
  endless: z.array(z.tuple([z.string(), Ms])),
});
const Done = z.object({ hall: z.string(), served: Count, missed: Count, waits: Count });
const Stored = z.object({ hall: z.string(), latest: Ms });
const Outcomes = z.object({
  hall: z.string(),
  day: z.string(),
  issued: Count,
  served: Count,
  missed: Count,
  left: Count,
  guided: Count,
  atWindow: Count,
  waiting: Count,
});
const Issued = z.object({ hall: z.string(), day: z.string(), tickets: Count, windows: Count });

export type Reported = z.infer<typeof Reported>;
export type Load = z.infer<typeof Load>;
export type WindowSums = z.infer<typeof WindowSums>;
export type Done = z.infer<typeof Done>;
const RAW = sql`arrayJoin(arrayEnumerate(JSONExtractArrayRaw(legs))) AS n, JSONExtractArrayRaw(legs)[n] AS leg`;
const at = (name: string): Sql => sql`JSONExtractInt(leg, '${written(name)}')`;
const isLast = sql`n = length(JSONExtractArrayRaw(legs))`;
const gone = sql`if(${isLast}, ifNull(toUnixTimestamp64Milli(ifNull(no_show_at, cancelled_at)), 0), 0)`;

/** Data of hall days from independent tables, for comparison by the laws. */
@Injectable()
export class LawFacts {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** Start, end and gaps of each window's reports, and the overlapping time. */
  reported(ask: Ask): Promise<Reported[]> {
    return this.each(
      ask,
      'laws.reported',
      Reported,
      (group) => sql`
      SELECT hall, toString(day) AS day, window_id AS window, min(f) AS from, max(t) AS to, sum(t - f) - intervalLengthSum(f, t) AS doubled,
        arrayFilter(gap -> gap.2 > gap.1, arrayZip(arrayPopBack(arraySort(groupArray(t))), arrayPopFront(arraySort(groupArray(f))))) AS gaps
      FROM (SELECT hall, day, window_id, toUnixTimestamp64Milli(from_at) AS f, toUnixTimestamp64Milli(to_at) AS t FROM (${spansSql(within(group))}))
      GROUP BY hall, day, window_id`,
    );
  }

  /** Sums of the quarter hours. */
  load(ask: Ask): Promise<Load[]> {
    return this.each(
      ask,
      'laws.load',
      Load,
      (group) => sql`
      SELECT hall, toString(on) AS day, sum(f) AS fault, sum(b) AS busy, sum(a) AS arrivals, mapFromArrays(groupArrayIf(code, kind = 'window'), groupArrayIf(b, kind = 'window')) AS byWindow FROM
      (
        SELECT hall, load_15min.day AS on, kind, code, sumIf(fault, kind = 'window') AS f, sumIf(busy, kind = 'window') AS b, sumIf(arrivals, kind = 'queue') AS a FROM load_15min FINAL
        WHERE ${within(group)} AND (hall, day, version) IN (SELECT hall, day, max(version) FROM load_15min WHERE ${within(group)} GROUP BY hall, day)
        GROUP BY hall, on, kind, code
      ) GROUP BY hall, on`,
    );
  }

  /**
   * Time with a visitor at each window, from tickets: from call to end, cut at midnight (visits of the evening before
   * count on both days). The time between a missed call and the next one does not count; overlapping tickets count
   * once. Visits of unknown end are listed on the day of the call.
   */
  stays(ask: Ask): Promise<WindowSums[]> {
    return this.each(ask, 'laws.stays', WindowSums, (group) => {
      const zone = bind.text(group.zone);
      const dayOf = (ms: Sql): Sql => sql`toDate(fromUnixTimestamp64Milli(${ms}), ${zone})`;
      const midnight = (after: Sql): Sql =>
        sql`toUnixTimestamp(toDateTime(addDays(${dayOf(sql`stay.1`)}, ${after}), ${zone})) * 1000`;
      return sql`
      SELECT hall, toString(on) AS day, window, intervalLengthSum(f, t) / 1000 AS spent, groupUniqArrayIf((ticket_id, called), endless) AS endless FROM
      (
        SELECT hall, window, ticket_id, called, endless, arrayJoin(range(toUInt32(dateDiff('day', ${dayOf(sql`stay.1`)}, ${dayOf(sql`stay.2`)}) + 1))) AS later,
          addDays(${dayOf(sql`stay.1`)}, later) AS on, toInt64(greatest(stay.1, ${midnight(sql`later`)})) AS f, toInt64(least(stay.2, ${midnight(sql`later + 1`)})) AS t FROM
        (
          SELECT hall, window, ticket_id, called, endless, arrayJoin(multiIf(endless, [(called, called)], missed > called AND missed < started, [(called, missed), (started, ended)], [(called, ended)])) AS stay FROM
          (
            SELECT hall, ticket_id, ${at('calledAt')} AS called, ${at('startedAt')} AS started, if(${at('endedAt')} > 0, ${at('endedAt')}, ${gone}) AS ended,
              ifNull(toUnixTimestamp64Milli(no_show_at), 0) AS missed, ended < called AS endless, JSONExtractString(leg, 'windowId') AS window, ${RAW}
            FROM visit FINAL WHERE ${within({ ...group, first: addDays(group.first, -1) })}
          ) WHERE called > 0
        )
      ) WHERE on BETWEEN ${bind.day(group.first)} AND ${bind.day(group.last)} GROUP BY hall, on, window`;
    });
  }

  /** Outcomes of visits per hall. */
  done(ask: Ask): Promise<Done[]> {
    return this.each(
      ask,
      'laws.done',
      Done,
      (group) => sql`
      SELECT hall, countIf(isNotNull(finished_at)) AS served, countIf(isNotNull(no_show_at) AND isNotNull(called_at)) AS missed, countIf(isNotNull(called_at) AND isNotNull(issued_at)) AS waits
      FROM visit FINAL WHERE ${within(group)} GROUP BY hall`,
    );
  }

  /** The latest event time of each hall on its current day. */
  stored(ask: Ask): Promise<z.infer<typeof Stored>[]> {
    return this.each(
      { ...ask, halls: ask.halls.map((hall) => ({ ...hall, first: hall.today, last: hall.today })) },
      'laws.stored',
      Stored,
      ({ zone, halls, first, last }) => sql`
      SELECT hall, toUnixTimestamp64Milli(max(time)) AS latest FROM event
      WHERE hall IN ${bind.texts(halls.map(({ doc }) => doc.code))} AND toDate(time, ${bind.text(zone)}) BETWEEN toDate(${bind.text(first)}) AND toDate(${bind.text(last)}) GROUP BY hall`,
    );
  }

  /** Outcomes of visits with a ticket, by the day of the ticket. */
  outcomes(ask: Ask): Promise<z.infer<typeof Outcomes>[]> {
    return this.each(
      ask,
      'laws.outcomes',
      Outcomes,
      (group) => sql`
      SELECT hall, toString(on) AS day, count() AS issued, countIf(result IN ('done', 'accepted', 'supplement', 'refused')) AS served,
        countIf(result = 'no-show') AS missed, countIf(result = 'cancelled') AS left, countIf(result = 'guided') AS guided,
        countIf(result IN ('called', 'serving')) AS atWindow, countIf(result = 'waiting') AS waiting
      FROM (SELECT hall, toDate(assumeNotNull(issued_at), ${bind.text(group.zone)}) AS on, result FROM visit FINAL WHERE ${within(group)} AND isNotNull(issued_at)) GROUP BY hall, on`,
    );
  }

  /** Tickets with an issue event and windows with reports, from events only. */
  issued(ask: Ask): Promise<z.infer<typeof Issued>[]> {
    return this.each(
      ask,
      'laws.issued',
      Issued,
      ({ zone, halls, first, last }) => sql`
      SELECT hall, toString(on) AS day, countIf(kind = 't') AS tickets, countIf(kind = 'w') AS windows FROM
      (
        SELECT hall, toDate(min(time), ${bind.text(zone)}) AS on, 't' AS kind FROM event WHERE hall IN ${bind.texts(halls.map(({ doc }) => doc.code))} AND type = 'hall.ticket.issued'
          AND identity NOT IN (SELECT target FROM withdrawal) GROUP BY hall, entity
        UNION ALL
        SELECT hall, toDate(time, ${bind.text(zone)}) AS on, 'w' AS kind FROM event WHERE hall IN ${bind.texts(halls.map(({ doc }) => doc.code))} AND startsWith(type, 'hall.window.')
          AND type != 'hall.window.assigned' GROUP BY hall, on, entity
      ) WHERE on BETWEEN toDate(${bind.text(first)}) AND toDate(${bind.text(last)}) GROUP BY hall, on`,
    );
  }

  /**
   * Accepted cases from events compared with stored matters; ratings are left out because they open matters of their
   * own.
   */
  async matters(): Promise<{ accepted: number; closed: number; open: number }> {
    const row = z.object({ accepted: Count, closed: Count, open: Count });
    const [found] = await selectRows(this.client, {
      label: 'laws.matters',
      row,
      sql: sql`SELECT (SELECT uniqExact(source, JSONExtractString(data, 'caseId')) FROM event WHERE type = 'hall.case.accepted' AND JSONExtractString(data, 'kind') != 'bad-rating'
          AND identity NOT IN (SELECT target FROM withdrawal)) AS accepted,
        countIf(isNotNull(closed_at)) AS closed, countIf(isNull(closed_at)) AS open FROM matter FINAL WHERE kind != 'bad-rating' AND isNotNull(accepted_at)`,
    });
    return found ?? { accepted: 0, closed: 0, open: 0 };
  }

  private async each<T>(ask: Ask, label: string, row: z.ZodType<T>, sqlOf: (group: HallGroup) => Sql): Promise<T[]> {
    return (
      await Promise.all(groupsOf(ask.halls).map((group) => selectRows(this.client, { label, row, sql: sqlOf(group) })))
    ).flat();
  }
}
