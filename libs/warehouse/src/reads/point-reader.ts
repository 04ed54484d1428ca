import type { ClickHouseClient } from '@clickhouse/client';
import { DEFAULT_ZONE, PointCount, type PointReportProblem } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { foldPointCounts, hallDay, isPointEvent, pointCountOf, type FoldEvent } from '@cockpit/domain';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows, type Place } from '@cockpit/platform';
import { EventTable } from '../tables/event-table';
import { SideTables } from '../tables/side-tables';

/** Hall days, both included. */
export interface PointQuery {
  hall: string;
  from: string;
  to: string;
}

@Injectable()
export class PointReader {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly halls: OrganisationHalls,
  ) {}

  /** Sorted by day, point, item, channel, start. */
  page({ hall, from, to }: PointQuery, limit: number, after: Place | null): Promise<PointCount[]> {
    const [day = '', pointId = '', item = '', channel = '', begin = ''] = after ?? [];
    return selectRows(this.client, {
      label: 'warehouse.points',
      params: { hall, from, to, limit, day, pointId, item, channel, begin },
      row: PointCount,
      sql: `SELECT toString(p.day) AS day, point_id AS pointId, item, channel, p.from_at AS from, p.to_at AS to, count FROM point_count AS p FINAL
        WHERE hall = {hall:String} AND p.day >= {from:Date} AND p.day <= {to:Date}
          ${after === null ? '' : "AND (p.day, point_id, item, channel, p.from_at) > (toDate({day:String}), {pointId:String}, {item:String}, {channel:String}, parseDateTime64BestEffort({begin:String}, 3, 'UTC'))"}
        ORDER BY p.day, point_id, item, channel, p.from_at LIMIT {limit:UInt32}`,
    });
  }

  /** Invalid reports with their reason; those without meaningful time are listed under the day of the report. */
  async problems({ hall, from, to }: PointQuery): Promise<PointReportProblem[]> {
    const zone = (await this.halls.halls()).get(hall)?.timeZone ?? DEFAULT_ZONE;
    const withdrawn = await new SideTables(this.client).withdrawn();
    const parts = new Map<string, FoldEvent[]>();
    for await (const event of new EventTable(this.client).ofKinds(['hall.point.'], hall)) {
      if (!isPointEvent(event) || withdrawn.has(event.identity)) continue;
      const day = hallDay(pointCountOf(event).from || event.time, zone);
      if (day < from || day > to) continue;
      const key = `${day} ${event.data.pointId}`;
      parts.set(key, [...(parts.get(key) ?? []), event]);
    }
    return [...parts.values()]
      .flatMap((group) => foldPointCounts(group.filter(isPointEvent)).dropped)
      .map((row) => ({
        pointId: row.pointId,
        item: row.item,
        channel: row.channel,
        from: iso(row.from),
        to: iso(row.to),
        count: row.count,
        reportedAt: iso(row.reportedAt),
        problem: row.problem,
      }));
  }
}

const iso = (time: number): string => new Date(time).toISOString();
