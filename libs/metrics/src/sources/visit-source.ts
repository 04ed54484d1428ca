import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, joined, selectRows, sql, type Sql, written } from '@cockpit/platform';
import { z } from 'zod';
import { daysBetween, groupsOf, type Ask, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { DayRolls } from './day-rolls';
import type { Row } from '../sums';
import { RolledVisits } from './rolled-visits';
import { also, groupedBy, named, narrowed, type Columns, type MetricSource } from './source';
import { within } from './table-source';
import { closeSql, comprehensiveSql, endSql, targetSql } from './visit-grounds';
import {
  VISIT_MEASURES,
  VISIT_METRICS,
  histogramOf,
  type Parts,
  type VisitMeasure,
  type VisitMetric,
} from './visit-measures';

const Sums = z.object({
  hall: z.string(),
  part: z.string(),
  n: z.coerce.number(),
  d: z.coerce.number(),
  hist: z.array(z.coerce.number()),
  exact: z.array(z.number()),
});
/** Up to this many hall days percentiles use exact waits, above it the histogram of the roll-up. */
export const EXACT_HALL_DAYS = 100;
/** Wait limits of the `over` shares, minutes. */
const OVER_MIN = [15, 20, 30] as const;
/** Dimensions of the roll-up. */
const ROLLED_UP_BY = new Set(['hall', 'tier', 'day', 'weekday', 'queue', 'branch']);

const hourOf = (zone: string): Sql =>
  sql`leftPad(toString(toHour(toTimeZone(ifNull(issued_at, first_at), ${bind.text(zone)}))), 2, '0')`;

export const visitColumns = (zone: string): Columns => ({
  day: sql`toString(day)`,
  weekday: sql`toString(toDayOfWeek(day))`,
  hour: hourOf(zone),
  'weekday-hour': sql`concat(toString(toDayOfWeek(day)), '-', ${hourOf(zone)})`,
  queue: sql`toString(queue)`,
  item: sql`ifNull(item, '')`,
  channel: sql`ifNull(channel, '')`,
  window: sql`ifNull(window_id, '')`,
  officer: sql`ifNull(officer_id, '')`,
});

/** Visit rows with the columns that the measures need. */
export const visitRows = (group: HallGroup, plans: PlanBook, where: Sql, needs: ReadonlySet<string>): Sql => sql`
  SELECT hall, day, queue, item, channel, window_id, officer_id, items, legs, result, reason, stars, first_at, issued_at, called_at, finished_at, no_show_at, cancelled_at,
    service_sec, wait_sec, total_wait_sec,
    ${needs.has('within') || needs.has('overdue') ? targetSql(group, plans) : sql`900`} AS target_sec, ${needs.has('overdue') ? endSql(group) : sql`0`} AS end_ms,
    ${needs.has('carried') ? closeSql(group.halls, plans) : sql`NULL::Nullable(Float64)`} AS close_ms, ${needs.has('comprehensive') ? comprehensiveSql(group, plans) : sql`0`} AS comprehensive
  FROM visit FINAL WHERE ${where}`;

/** Additive figures of visits. Finished days come from current roll-ups, the rest from visits. */
@Injectable()
export class VisitSource implements MetricSource {
  readonly keys = Object.keys(VISIT_METRICS) as VisitMetric[];

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly rolls: DayRolls,
    private readonly rolled: RolledVisits,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const parts: Parts = VISIT_METRICS[key as VisitMetric];
    if (ask.by !== 'aspect') return this.sums(parts, ask, plans);
    return key === 'wait' ? this.over(ask, plans) : this.legs(ask, plans);
  }

  async sums(parts: Parts, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const rows = await Promise.all(groupsOf(ask.halls).map((group) => this.ofGroup(parts, ask, group, plans)));
    return named(rows.flat(), ask, plans, visitColumns(''));
  }

  /** Computes with other plans from the visits, because roll-ups contain only the real ones. */
  async anew(key: VisitMetric, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const groups = groupsOf(ask.halls);
    const rows = await Promise.all(
      groups.map((group) => this.ofGroup(VISIT_METRICS[key], ask, group, plans, { rollUps: false })),
    );
    return named(rows.flat(), ask, plans, visitColumns(''));
  }

  private async ofGroup(
    parts: Parts,
    ask: Ask,
    group: HallGroup,
    plans: PlanBook,
    { rollUps } = { rollUps: true },
  ): Promise<Row[]> {
    const measures = measuresOf(parts);
    const only = narrowed(ask, visitColumns(group.zone));
    const exact = parts.hist !== undefined && isFew(ask);
    const rollable =
      rollUps && !exact && [ask.by, ...Object.keys(ask.only ?? {})].every((by) => by === null || ROLLED_UP_BY.has(by));
    const { raw, rolled, version } = rollable
      ? await this.rolls.split('visit_day', group)
      : { raw: within(group), rolled: null, version: '' };
    const wholeHalls = only === null && (ask.by === null || ask.by === 'hall' || ask.by === 'tier');
    const part = groupedBy(ask.by, visitColumns(group.zone));
    const queries = [
      ...(raw === null
        ? []
        : [
            selectSums(
              parts,
              part,
              measures,
              (measure) => VISIT_MEASURES[measure],
              visitRows(group, plans, also(raw, only), new Set(measures)),
              exact,
            ),
          ]),
      ...(rolled === null || wholeHalls
        ? []
        : [
            selectSums(
              parts,
              part,
              measures,
              (measure) => (measure === 'wait_hist' ? sql`sumForEach(wait_hist)` : sql`sum(${written(measure)})`),
              sql`SELECT * FROM visit_day FINAL WHERE ${also(rolled, only)}`,
            ),
          ]),
    ];
    const rows = await Promise.all([
      ...queries.map((query) => this.select(query)),
      ...(rolled !== null && wholeHalls ? [this.rolled.byHall(parts, rolled, version)] : []),
    ]);
    return rows.flat();
  }

  private async select(query: Sql): Promise<Row[]> {
    const rows = await selectRows(this.client, { label: 'metrics.visits', row: Sums, sql: query });
    return rows.map(({ hall, part, n, d, hist, exact }) => ({
      hall,
      by: part,
      n,
      d,
      ...(hist.length > 0 ? { hist } : {}),
      // also if nobody was called, because then these waits are complete
      ...(hist.length > 0 && hist.reduce((sum, count) => sum + count, 0) === exact.length ? { waits: exact } : {}),
    }));
  }

  /** Shares of waits over fixed limits; waiting visitors count with their current wait. */
  private async over(ask: Ask, plans: PlanBook): Promise<Row[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) => {
        const waited = sql`multiIf(isNotNull(called_at), wait_sec, result = 'waiting' AND isNotNull(issued_at), greatest(0, end_ms - toUnixTimestamp64Milli(issued_at)) / 1000, NULL)`;
        const waits = sql`SELECT hall, ${waited} AS w FROM (${visitRows(group, plans, ofParts(ask, group), new Set(['overdue']))})`;
        return this.select(
          joined(
            OVER_MIN.map(
              (min) =>
                sql`SELECT hall, 'over-${written(min)}' AS part, countIf(w > ${written(min * 60)}) AS n, count() AS d, [] AS hist, [] AS exact FROM (${waits}) WHERE isNotNull(w) GROUP BY hall`,
            ),
            ' UNION ALL ',
          ),
        );
      }),
    );
    return rows.flat();
  }

  /** One wait per leg, and the total. */
  private async legs(ask: Ask, plans: PlanBook): Promise<Row[]> {
    const each = isFew(ask) ? sql`groupArray(w)` : sql`[]`;
    const time = (name: string): Sql => sql`JSONExtractInt(leg, '${written(name)}')`;
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) => {
        const visits = visitRows(group, plans, ofParts(ask, group), new Set());
        const waits = (aspect: string, wait: Sql, from: Sql): Sql =>
          sql`SELECT hall, '${written(aspect)}' AS part, sum(w) AS n, count() AS d, ${histogramOf(sql`w`, sql`1`)} AS hist, ${each} AS exact FROM (SELECT hall, ${wait} AS w FROM (${from})) WHERE isNotNull(w) GROUP BY hall`;
        const later = sql`SELECT hall, arrayJoin(arraySlice(JSONExtractArrayRaw(legs), 2)) AS leg FROM (${visits})`;
        return this.select(
          joined(
            [
              waits('first', sql`wait_sec`, visits),
              waits('total', sql`total_wait_sec`, visits),
              waits(
                'later',
                sql`if(${time('enqueuedAt')} > 0 AND ${time('calledAt')} > 0, greatest(0, ${time('calledAt')} - ${time('enqueuedAt')}) / 1000, NULL)`,
                later,
              ),
            ],
            ' UNION ALL ',
          ),
        );
      }),
    );
    return rows.flat();
  }
}

const isFew = ({ halls }: Ask): boolean =>
  halls.reduce((sum, { first, last }) => sum + daysBetween(first, last).length, 0) <= EXACT_HALL_DAYS;

const ofParts = (ask: Ask, group: HallGroup): Sql => also(within(group), narrowed(ask, visitColumns(group.zone)));

const measuresOf = ({ n, d = [], hist }: Parts): VisitMeasure[] => [
  n,
  ...(Array.isArray(d) ? (d as VisitMeasure[]) : [d as VisitMeasure]),
  ...(hist ? [hist] : []),
];

function selectSums(
  { n, d, hist }: Parts,
  part: Sql,
  measures: readonly VisitMeasure[],
  sqlOf: (measure: VisitMeasure) => Sql,
  from: Sql,
  exact = false,
): Sql {
  const list = d === undefined ? [] : measuresOf({ n, d }).slice(1);
  const columns = [...new Set(measures)].map((measure) => sql`${sqlOf(measure)} AS m_${written(measure)}`);
  const each = exact ? sql`groupArrayIf(wait_sec, isNotNull(wait_sec)) AS exact` : sql`[] AS exact`;
  return sql`SELECT hall, part, toFloat64(m_${written(n)}) AS n, ${
    list.length === 0
      ? sql`0`
      : joined(
          list.map((measure) => sql`toFloat64(m_${written(measure)})`),
          ' + ',
        )
  } AS d, ${hist ? sql`m_${written(hist)}` : sql`[]`} AS hist, exact
    FROM (SELECT hall, ${part} AS part, ${each}, ${joined(columns, ', ')} FROM (${from}) GROUP BY hall, part)`;
}
