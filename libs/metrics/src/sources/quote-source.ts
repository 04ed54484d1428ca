import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, joined, sql, type Sql, written } from '@cockpit/platform';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { groupedBy, named, and, narrowed, type MetricSource } from './source';
import { sums, within } from './table-source';
import { visitColumns } from './visit-source';

/** Predicted against actual waits. `within`: 25 % of the actual wait, at least 3 minutes. */
const ASPECTS = {
  mae: 'abs(p50 - wait) / 60',
  within: 'abs(p50 - wait) <= greatest(0.25 * wait, 180)',
  'p90-coverage': 'wait <= p90',
} as const;

@Injectable()
export class QuoteSource implements MetricSource {
  readonly keys = ['forecast_error'] as const satisfies readonly MetricKey[];

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(_: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) => {
        const part = ask.by === 'aspect' ? sql`''` : groupedBy(ask.by, visitColumns(group.zone));
        const quotes = sql`
        SELECT v.hall AS hall, v.part AS part, v.wait AS wait, q.p50 AS p50, q.p90 AS p90
        FROM (SELECT hall, ticket_id, ${part} AS part, assumeNotNull(wait_sec) AS wait FROM visit FINAL WHERE ${within(group)} AND isNotNull(wait_sec)${and(narrowed(ask, visitColumns(group.zone)))}) AS v
        INNER JOIN
        (
          SELECT hall, ticket_id, argMin(p50_sec, quoted_at) AS p50, argMin(p90_sec, quoted_at) AS p90 FROM quote
          WHERE hall IN ${bind.texts(group.halls.map(({ doc }) => doc.code))} AND (hall, ticket_id) IN (SELECT hall, ticket_id FROM visit WHERE ${within(group)}) GROUP BY hall, ticket_id
        ) AS q ON q.hall = v.hall AND q.ticket_id = v.ticket_id`;
        const aspectSql = (aspect: keyof typeof ASPECTS, as: Sql): Sql =>
          sql`SELECT hall, ${as} AS part, toFloat64(sum(${written(ASPECTS[aspect])})) AS n, count() AS d FROM (${quotes}) GROUP BY hall, part`;
        const statement =
          ask.by === 'aspect'
            ? joined(
                (Object.keys(ASPECTS) as (keyof typeof ASPECTS)[]).map((aspect) =>
                  aspectSql(aspect, sql`'${written(aspect)}'`),
                ),
                ' UNION ALL ',
              )
            : aspectSql('mae', sql`part`);
        return sums(this.client, 'metrics.quotes', statement);
      }),
    );
    return named(rows.flat(), ask, plans, visitColumns(''));
  }
}
