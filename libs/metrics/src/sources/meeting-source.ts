import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, sql } from '@cockpit/platform';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { and, groupedBy, named, narrowed, type MetricSource } from './source';
import { sums, within } from './table-source';
import { visitColumns } from './visit-source';

/** Visits of people with an open matter at ticket time, linked by the common pseudonym. */
@Injectable()
export class MeetingSource implements MetricSource {
  readonly keys = ['settled_by_visit'] as const satisfies readonly MetricKey[];

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(_key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        sums(
          this.client,
          'metrics.settled-by-visit',
          sql`
      SELECT hall, part, sum(settled) AS n, count() AS d FROM
      (
        SELECT v.hall AS hall, v.part AS part, max(ifNull(toDate(m.closed_at, ${bind.text(group.zone)}) = v.day, 0)) AS settled FROM
        (
          SELECT hall, day, ticket_id, assumeNotNull(visitor_ref) AS ref, ifNull(issued_at, first_at) AS at, ${groupedBy(ask.by, visitColumns(group.zone))} AS part
          FROM visit FINAL WHERE ${within(group)} AND isNotNull(finished_at) AND isNotNull(visitor_ref)${and(narrowed(ask, visitColumns(group.zone)))}
        ) AS v
        INNER JOIN (SELECT assumeNotNull(applicant_ref) AS ref, accepted_at, closed_at FROM matter FINAL WHERE isNotNull(applicant_ref) AND isNotNull(accepted_at)) AS m ON m.ref = v.ref
        WHERE m.accepted_at < v.at AND (isNull(m.closed_at) OR m.closed_at >= v.at)
        GROUP BY v.hall, v.day, v.ticket_id, v.part
      ) GROUP BY hall, part`,
        ),
      ),
    );
    return named(rows.flat(), ask, plans, visitColumns(''));
  }
}
