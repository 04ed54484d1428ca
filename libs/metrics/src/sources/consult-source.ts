import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER } from '@cockpit/platform';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { day } from '../sql';
import type { Row } from '../sums';
import { groupedBy, named, type Columns, type MetricSource } from './source';
import { atPlace, placesOf, sums } from './table-source';

const COLUMNS: Columns = {
  day: 'toString(day)',
  weekday: 'toString(toDayOfWeek(day))',
  channel: "ifNull(channel, '')",
  source: 'toString(source)',
  tier: 'toString(tier)',
};
const KEYS = ['consult_answered', 'consult_answer_time', 'consult_escalated'] as const satisfies readonly MetricKey[];
type ConsultKey = (typeof KEYS)[number];

/** Of a consultation as a whole. */
const WHOLE: Record<ConsultKey, readonly [n: string, d: string]> = {
  consult_answered: ['countIf(isNotNull(answered_at))', 'count()'],
  consult_answer_time: ['sum(ifNull(answer_sec, 0))', 'countIf(isNotNull(answer_sec))'],
  consult_escalated: ['countIf(escalations > 0)', 'count()'],
};
const at = (name: string): string => `JSONExtractInt(leg, '${name}')`;
const seconds = `(${at('answeredAt')} - ${at('askedAt')}) / 1000`;
const timed = `${at('answeredAt')} > 0 AND ${at('askedAt')} > 0 AND ${at('answeredAt')} >= ${at('askedAt')}`;
/** Of each tier that was asked or handed on to. */
const OF_TIER: Record<ConsultKey, readonly [n: string, d: string]> = {
  consult_answered: [`countIf(${at('answeredAt')} > 0)`, 'count()'],
  consult_answer_time: [`sumIf(${seconds}, ${timed})`, `countIf(${timed})`],
  consult_escalated: [`countIf(${at('escalatedAt')} > 0)`, 'count()'],
};

/** Consultations by the day they were asked. */
@Injectable()
export class ConsultSource implements MetricSource {
  readonly keys = KEYS;

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const tiers = ask.by === 'tier';
    const [n, d] = (tiers ? OF_TIER : WHOLE)[key as ConsultKey];
    const part = tiers ? "JSONExtractString(leg, 'tier')" : groupedBy(ask.by, COLUMNS);
    const rows = await Promise.all(
      placesOf(ask).map((place) =>
        sums(
          this.client,
          'metrics.consults',
          `
      SELECT place AS hall, part, toFloat64(${n}) AS n, toFloat64(${d}) AS d
      FROM (SELECT *, ${part} AS part FROM (SELECT *, ifNull(hall, '') AS place${tiers ? ', arrayJoin(JSONExtractArrayRaw(legs)) AS leg' : ''} FROM consult FINAL
        WHERE ${atPlace(place)} AND day BETWEEN ${day(place.first)} AND ${day(place.last)} AND isNotNull(asked_at))) GROUP BY place, part`,
        ),
      ),
    );
    return named(rows.flat(), ask, plans, COLUMNS);
  }
}
