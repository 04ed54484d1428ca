import type { ClickHouseClient } from '@clickhouse/client';
import { bind, CLICKHOUSE_READER, joined, sql, type Sql } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { groupsOf, type Ask, type HallGroup } from '../asking/ask';
import { onDays, sums, within } from '../sources/table-source';
import type { Row } from '../sums';

export const POINT_PARTS = { day: sql`counted_on`, point: sql`point`, item: sql`item`, channel: sql`channel` } as const;
export type PointPart = keyof typeof POINT_PARTS;

export interface PointFilter {
  item?: string | undefined;
  point?: string | undefined;
  channel?: string | undefined;
  /** high-volume items */
  highVolume: readonly string[];
  /** includes other items reported by points */
  all: boolean;
}

/** Counts of points, and cases of high-volume items at the accepting hall. */
@Injectable()
export class PointCounts {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async by(part: PointPart, ask: Ask, filter: PointFilter): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        sums(
          this.client,
          'metrics.points',
          sql`SELECT hall, ${POINT_PARTS[part]} AS part, sum(counted) AS n, 0 AS d FROM (${counted(group, filter)}) ${chosen(filter)} GROUP BY hall, part`,
        ),
      ),
    );
    return rows.flat();
  }
}

function counted(group: HallGroup, { highVolume, all }: PointFilter): Sql {
  const { zone, first, last, halls } = group;
  const codes = halls.map(({ doc }) => doc.code);
  const place = { zone, first, last, codes, nows: [] };
  const totals = sql`SELECT toString(hall) AS hall, toString(point_id) AS point, toString(item) AS item, toString(channel) AS channel, toString(day) AS counted_on, toUInt64(count) AS counted FROM point_count FINAL WHERE ${within(group)}`;
  // an empty list selects nothing
  const ofThese = sql`item IN ${bind.texts([...highVolume])}`;
  const cases = sql`SELECT place AS hall, place AS point, ifNull(toString(item), '') AS item, ifNull(toString(channel), '') AS channel, toString(toDate(assumeNotNull(accepted_at), ${bind.text(zone)})) AS counted_on, toUInt64(1) AS counted
    FROM (SELECT *, toString(coalesce(accepting_hall, hall, '')) AS place FROM matter FINAL) WHERE place IN ${bind.texts(codes)} AND kind = 'case' AND ${onDays(sql`accepted_at`, place)} AND ${ofThese}`;
  return sql`${totals}${all ? sql`` : sql` AND ${ofThese}`} UNION ALL ${cases}`;
}

function chosen({ item, point, channel }: PointFilter): Sql {
  const conditions = [
    ...(item === undefined ? [] : [sql`item = ${bind.text(item)}`]),
    ...(point === undefined ? [] : [sql`point = ${bind.text(point)}`]),
    ...(channel === undefined ? [] : [sql`channel = ${bind.text(channel)}`]),
  ];
  return conditions.length === 0 ? sql`` : sql`WHERE ${joined(conditions, ' AND ')}`;
}
