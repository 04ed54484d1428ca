import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, type Sql, sql, written } from '@cockpit/platform';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { groupedBy, named, type Columns, type MetricSource } from './source';
import { atPlace, placesOf, sums } from './table-source';

const COLUMNS: Columns = {
  day: sql`toString(day)`,
  weekday: sql`toString(toDayOfWeek(day))`,
  channel: sql`ifNull(channel, '')`,
  source: sql`toString(source)`,
  tier: sql`toString(tier)`,
};
const KEYS = ['consult_answered', 'consult_answer_time', 'consult_escalated'] as const satisfies readonly MetricKey[];
type ConsultKey = (typeof KEYS)[number];

/** For a consultation as a whole. */
const WHOLE: Record<ConsultKey, readonly [n: Sql, d: Sql]> = {
  consult_answered: [sql`countIf(isNotNull(answered_at))`, sql`count()`],
  consult_answer_time: [sql`sum(ifNull(answer_sec, 0))`, sql`countIf(isNotNull(answer_sec))`],
  consult_escalated: [sql`countIf(escalations > 0)`, sql`count()`],
};
const at = (name: string): Sql => sql`JSONExtractInt(leg, '${written(name)}')`;
const seconds = sql`(${at('answeredAt')} - ${at('askedAt')}) / 1000`;
const timed = sql`${at('answeredAt')} > 0 AND ${at('askedAt')} > 0 AND ${at('answeredAt')} >= ${at('askedAt')}`;
/** For each tier of a consultation. */
const OF_TIER: Record<ConsultKey, readonly [n: Sql, d: Sql]> = {
  consult_answered: [sql`countIf(${at('answeredAt')} > 0)`, sql`count()`],
  consult_answer_time: [sql`sumIf(${seconds}, ${timed})`, sql`countIf(${timed})`],
  consult_escalated: [sql`countIf(${at('escalatedAt')} > 0)`, sql`count()`],
};

/** Consultations by the day of the question. */
@Injectable()
export class ConsultSource implements MetricSource {
  readonly keys = KEYS;

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const tiers = ask.by === 'tier';
    const [n, d] = (tiers ? OF_TIER : WHOLE)[key as ConsultKey];
    const part = tiers ? sql`JSONExtractString(leg, 'tier')` : groupedBy(ask.by, COLUMNS);
    const rows = await Promise.all(
      placesOf(ask).map((place) =>
        sums(
          this.client,
          'metrics.consults',
          sql`
      SELECT place AS hall, part, toFloat64(${n}) AS n, toFloat64(${d}) AS d
      FROM (SELECT *, ${part} AS part FROM (SELECT *, ifNull(hall, '') AS place${tiers ? sql`, arrayJoin(JSONExtractArrayRaw(legs)) AS leg` : sql``} FROM consult FINAL
        WHERE ${atPlace(place)} AND day BETWEEN ${bind.day(place.first)} AND ${bind.day(place.last)} AND isNotNull(asked_at))) GROUP BY place, part`,
        ),
      ),
    );
    return named(rows.flat(), ask, plans, COLUMNS);
  }
}
