import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, sql, type Sql } from '@cockpit/platform';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { and, groupedBy, named, narrowed, type MetricSource } from './source';
import { atPlace, dated, onDays, placesOf, sums, within } from './table-source';
import { VisitSource, visitColumns } from './visit-source';

/** Bad ratings that were excluded as mistaken or malicious. */
const EXCLUDED = sql`SELECT toUUIDOrZero(substring(case_id, 8)) FROM matter FINAL WHERE kind = 'bad-rating' AND excluded = 1`;
/** Tickets whose bad ratings are all excluded. */
const EXCLUDED_TICKETS = sql`SELECT ifNull(hall, ''), ifNull(ticket_id, '') FROM matter FINAL WHERE kind = 'bad-rating' AND isNotNull(ticket_id) GROUP BY 1, 2 HAVING min(excluded) = 1`;

/** Ratings of tickets and cases; the last valid one counts. */
@Injectable()
export class RatingSource implements MetricSource {
  readonly keys = ['satisfied', 'rating_share'] as const satisfies readonly MetricKey[];

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly visits: VisitSource,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    if (key === 'rating_share') {
      const excluded = await this.excluded(ask, plans, sql`toInt64(isNotNull(finished_at))`);
      return [
        ...(await this.visits.sums({ n: 'rated_served', d: 'served' }, ask, plans)),
        ...excluded.map((row) => ({ ...row, n: -row.d, d: 0 })),
      ];
    }
    if (ask.by !== 'aspect') return this.both('satisfied', ask, plans);
    const whole = { ...ask, by: null };
    const aspects = await Promise.all(
      (['satisfied', 'five_stars'] as const).map(async (measure) =>
        (await this.both(measure, whole, plans)).map((row) => ({ ...row, by: measure.replace('_', '-') })),
      ),
    );
    return aspects.flat();
  }

  private async both(measure: 'satisfied' | 'five_stars', ask: Ask, plans: PlanBook): Promise<Row[]> {
    const good = measure === 'satisfied' ? sql`stars >= 3` : sql`stars = 5`;
    // case ratings belong to no queue, window or officer
    const withCases = Object.values(ask.only ?? {}).every((code) => code === '');
    const ofCases = await Promise.all(
      (withCases ? placesOf(ask) : []).map((place) =>
        sums(
          this.client,
          'metrics.case-ratings',
          sql`
      SELECT hall, ${dated(ask.by, sql`at`, place.zone) ?? sql`''`} AS part, countIf(${good}) AS n, count() AS d FROM
      (
        SELECT hall, source, case_id, argMax(stars, (time, identity)) AS stars, max(time) AS at FROM case_rating FINAL
        WHERE ${atPlace(place, sql`hall`)} AND identity NOT IN (SELECT target FROM withdrawal) AND identity NOT IN (${EXCLUDED}) GROUP BY hall, source, case_id
      ) WHERE ${onDays(sql`at`, place)} GROUP BY hall, part`,
        ),
      ),
    );
    return [
      ...(await this.visits.sums({ n: measure, d: 'rated' }, ask, plans)),
      ...(await this.excluded(ask, plans, sql`1`)).map((row) => ({ ...row, d: -row.d })),
      ...named(ofCases.flat(), ask, plans, { day: sql``, weekday: sql`` }),
    ];
  }

  /** Visits with excluded ratings, counted in `d`. Only bad ratings can be excluded. */
  private async excluded(ask: Ask, plans: PlanBook, each: Sql): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        sums(
          this.client,
          'metrics.excluded-ratings',
          sql`
      SELECT hall, part, 0 AS n, sum(one) AS d FROM
      (
        SELECT hall, ${groupedBy(ask.by, visitColumns(group.zone))} AS part, ${each} AS one FROM visit FINAL
        WHERE ${within(group)} AND ifNull(stars <= 2, 0) AND (hall, ticket_id) IN (${EXCLUDED_TICKETS})${and(narrowed(ask, visitColumns(group.zone)))}
      ) GROUP BY hall, part`,
        ),
      ),
    );
    return named(rows.flat(), ask, plans, visitColumns(''));
  }
}
