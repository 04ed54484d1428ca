import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { bind, CLICKHOUSE_READER, type Sql, sql, written } from '@cockpit/platform';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { also, and, groupedBy, named, narrowed, ordinary, type Columns, type MetricSource } from './source';
import { atPlace, dated, onDays, placesOf, sums, within } from './table-source';

const DAYS: Columns = { day: sql`toString(day)`, weekday: sql`toString(toDayOfWeek(day))` };
const CASES: Columns = { item: sql`ifNull(item, '')`, unit: sql`ifNull(unit, '')`, source: sql`toString(source)` };
/** Outcomes that count as served at a terminal. */
export const HANDLED = ['done', 'success', 'ok', 'accepted', 'printed'] as const;
const handled = sql`outcome IN ${bind.texts(HANDLED)}`;
const latest = (table: string, where: Sql): Sql =>
  sql`SELECT * FROM ${written(table)} FINAL WHERE ${where} AND terminal_id != '' AND (hall, day, version) IN (SELECT hall, day, max(version) FROM ${written(table)} WHERE ${where} GROUP BY hall, day)`;

/** Shares of channels, and terminal availability. */
@Injectable()
export class ChannelSource implements MetricSource {
  readonly keys = ['online_share', 'self_service_share', 'terminal_uptime'] as const satisfies readonly MetricKey[];

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const columns: Columns = {
      ...DAYS,
      ...(key === 'terminal_uptime' ? {} : CASES),
      terminal: sql`toString(terminal_id)`,
    };
    const rows =
      key === 'online_share'
        ? this.online(ask, plans)
        : key === 'self_service_share'
          ? this.selfService(ask, plans)
          : this.uptime(ask, columns);
    return named(await rows, ask, plans, columns);
  }

  private async online(ask: Ask, plans: PlanBook): Promise<Row[]> {
    const caseFilter = sql`${and(ordinary(ask, plans))}${and(narrowed(ask, CASES))}`;
    const pointFilter = sql`${and(ordinary(ask, plans, sql`item`))}${and(narrowed(ask, { item: sql`toString(item)` }))}`;
    const cases = placesOf(ask).map((place) => {
      const part = dated(ask.by, sql`assumeNotNull(accepted_at)`, place.zone) ?? groupedBy(ask.by, CASES);
      return sums(
        this.client,
        'metrics.online-cases',
        sql`
        SELECT place AS hall, part, countIf(channel = 'online') AS n, count() AS d FROM (SELECT *, ifNull(hall, '') AS place, ${part} AS part FROM matter FINAL)
        WHERE ${atPlace(place)} AND kind = 'case' AND ${onDays(sql`accepted_at`, place)}${caseFilter} GROUP BY place, part`,
      );
    });
    const points = groupsOf(ask.halls).map((group) => {
      const part = groupedBy(ask.by, { ...DAYS, item: sql`toString(item)`, unit: sql`''`, source: sql`''` });
      return sums(
        this.client,
        'metrics.online-points',
        sql`SELECT hall, ${part} AS part, sumIf(count, channel = 'online') AS n, sum(count) AS d FROM point_count FINAL WHERE ${within(group)}${pointFilter} GROUP BY hall, part`,
      );
    });
    return (await Promise.all([...cases, ...points])).flat();
  }

  private async selfService(ask: Ask, plans: PlanBook): Promise<Row[]> {
    const visits = sql`${and(ordinary(ask, plans, sql`ifNull(toString(item), '')`))}${and(narrowed(ask, CASES))}`;
    const only = narrowed(ask, { item: sql`toString(item)` });
    const ordinaryUses = ordinary(ask, plans, sql`toString(item)`);
    const uses = ordinaryUses === null ? only : also(ordinaryUses, only);
    const rows = await Promise.all(
      groupsOf(ask.halls).map(async (group) => {
        const all = latest('terminal_use', within(group));
        const used = uses === null ? all : sql`SELECT * FROM (${all}) WHERE ${uses}`;
        if (ask.by === 'terminal') {
          const byTerminal = sql`SELECT hall, terminal_id AS part, sumIf(uses, ${handled}) AS n FROM (${used}) GROUP BY hall, part`;
          const whole = sql`SELECT hall, sum(k) AS d FROM (SELECT hall, sumIf(uses, ${handled}) AS k FROM (${used}) GROUP BY hall UNION ALL SELECT hall, countIf(isNotNull(finished_at)) AS k FROM visit FINAL WHERE ${within(group)}${visits} GROUP BY hall) GROUP BY hall`;
          return sums(
            this.client,
            'metrics.self-service',
            sql`SELECT u.hall AS hall, toString(u.part) AS part, u.n AS n, w.d AS d FROM (${byTerminal}) AS u INNER JOIN (${whole}) AS w ON w.hall = u.hall`,
          );
        }
        const parts = (item: Sql): Sql => groupedBy(ask.by, { ...DAYS, item });
        return sums(
          this.client,
          'metrics.self-service',
          sql`
        SELECT hall, part, sum(a) AS n, sum(b) AS d FROM
        (
          SELECT hall, ${parts(sql`toString(item)`)} AS part, sumIf(uses, ${handled}) AS a, a AS b FROM (${used}) GROUP BY hall, part
          UNION ALL
          SELECT hall, ${parts(sql`ifNull(toString(item), '')`)} AS part, 0 AS a, countIf(isNotNull(finished_at)) AS b FROM visit FINAL WHERE ${within(group)}${visits} GROUP BY hall, part
        ) GROUP BY hall, part`,
        );
      }),
    );
    return rows.flat();
  }

  private async uptime(ask: Ask, columns: Columns): Promise<Row[]> {
    const seconds = sql`(toUnixTimestamp64Milli(to_at) - toUnixTimestamp64Milli(from_at)) / 1000`;
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        sums(
          this.client,
          'metrics.uptime',
          sql`
      SELECT hall, ${groupedBy(ask.by, columns)} AS part, sumIf(${seconds}, state = 'up') AS n, sum(${seconds}) AS d FROM (${latest('terminal_span', within(group))}) GROUP BY hall, part`,
        ),
      ),
    );
    return rows.flat();
  }
}
