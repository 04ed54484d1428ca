import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, sql } from '@cockpit/platform';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { named, type MetricSource } from './source';
import { atPlace, dated, onDays, placesOf, sums } from './table-source';
import { VisitSource } from './visit-source';

/** Ratings of tickets and of cases; the last one of each counts. */
@Injectable()
export class RatingSource implements MetricSource {
  readonly keys = ['satisfied'] as const satisfies readonly MetricKey[];

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly visits: VisitSource,
  ) {}

  async rows(_: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
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
    const ofCases = await Promise.all(
      placesOf(ask).map((place) =>
        sums(
          this.client,
          'metrics.case-ratings',
          sql`
      SELECT hall, ${dated(ask.by, sql`at`, place.zone) ?? sql`''`} AS part, countIf(${good}) AS n, count() AS d FROM
      (
        SELECT hall, source, case_id, argMax(stars, (time, identity)) AS stars, max(time) AS at FROM case_rating FINAL
        WHERE ${atPlace(place, sql`hall`)} AND identity NOT IN (SELECT target FROM withdrawal) GROUP BY hall, source, case_id
      ) WHERE ${onDays(sql`at`, place)} GROUP BY hall, part`,
        ),
      ),
    );
    return [
      ...(await this.visits.sums({ n: measure, d: 'rated' }, ask, plans)),
      ...named(ofCases.flat(), ask, plans, { day: sql``, weekday: sql`` }),
    ];
  }
}
