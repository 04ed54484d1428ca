import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ClockTimes } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import { bind, CLICKHOUSE_READER, joined, selectRows, sql, type Sql } from '@cockpit/platform';
import { z } from 'zod';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { and, groupedBy, named, narrowed, ordinary, type Columns, type MetricSource } from './source';
import { atPlace, dated, nowAt, onDays, placesOf, sums, type Place } from './table-source';

const COLUMNS: Columns = {
  kind: sql`toString(kind)`,
  item: sql`ifNull(item, '')`,
  channel: sql`ifNull(channel, '')`,
  unit: sql`ifNull(unit, '')`,
  officer: sql`ifNull(officer_id, '')`,
  source: sql`toString(source)`,
  stage: sql`ifNull(stage, '')`,
};
const CASE = sql`kind = 'case'`;
const Open = z.object({ hall: z.string(), part: z.string(), times: z.string() });

interface Definition {
  /** decides the day; without it the figure is for now */
  on?: Sql;
  where?: Sql;
  n: (place: Place) => Sql;
  d?: Sql;
  /** the hall that counts, if it is not the handling one */
  place?: Sql;
  /** a share that excludes high-volume items */
  share?: true;
}

/** Open and past due, as in the list: a paused clock counts only what it had reached before the pause. */
const late = (place: Place): Sql =>
  sql`(isNull(closed_at) AND ifNull(due_at < ${nowAt(place, sql`ifNull(hall, '')`)} AND (paused = 0 OR runs_on = 1 OR due_at <= computed_at), 0))`;

const CROSS_REGION: Definition = {
  on: sql`accepted_at`,
  where: CASE,
  n: () => sql`countIf(elsewhere)`,
};

const DEFINITIONS = {
  elapsed: {
    on: sql`closed_at`,
    where: sql`isNotNull(elapsed_days)`,
    n: () => sql`sum(assumeNotNull(elapsed_days))`,
    d: sql`count()`,
  },
  on_time_rate: {
    on: sql`due_at`,
    n: () => sql`countIf(isNotNull(closed_at) AND closed_at <= due_at)`,
    d: sql`countIf(isNotNull(closed_at) OR late)`,
    share: true,
  },
  on_the_spot_rate: {
    on: sql`accepted_at`,
    where: CASE,
    share: true,
    n: ({ zone }) =>
      sql`countIf(ifNull(toDate(closed_at, ${bind.text(zone)}) = toDate(accepted_at, ${bind.text(zone)}), 0))`,
    d: sql`count()`,
  },
  supplement_rate: {
    on: sql`accepted_at`,
    where: CASE,
    n: () => sql`countIf(supplements > 0)`,
    d: sql`count()`,
    share: true,
  },
  rework: {
    on: sql`accepted_at`,
    n: () => sql`countIf(reopened > 0)`,
    d: sql`countIf(reopened > 0 OR isNotNull(closed_at))`,
    share: true,
  },
  unattended: {
    n: (at) => sql`countIf(isNull(closed_at) AND ifNull(unattended_at <= ${nowAt(at, sql`place`)}, 0))`,
  },
  package_share: {
    on: sql`accepted_at`,
    where: CASE,
    n: () => sql`countIf(isNotNull(package_id))`,
    d: sql`count()`,
    share: true,
  },
  cross_region: CROSS_REGION,
  bad_rating_answered: {
    on: sql`accepted_at`,
    where: sql`kind = 'bad-rating' AND excluded = 0`,
    n: () => sql`countIf(isNotNull(closed_at))`,
    d: sql`count()`,
  },
} as const satisfies Partial<Record<MetricKey, Definition>>;
type Simple = keyof typeof DEFINITIONS;

const PROMISED: Definition = {
  on: sql`accepted_at`,
  where: sql`${CASE} AND isNotNull(statutory) AND promised_at_acceptance IS NOT NULL`,
  n: () => sql`sum(statutory - promised_at_acceptance)`,
  d: sql`sum(statutory)`,
  share: true,
};
const ACTUAL: Definition = {
  on: sql`closed_at`,
  where: sql`${CASE} AND isNotNull(statutory) AND isNotNull(elapsed_days) AND limit_unit IN ('working-days', 'calendar-days')`,
  n: () => sql`sum(statutory - elapsed_days)`,
  d: sql`sum(statutory)`,
  share: true,
};

const HEADLINE: Partial<Record<MetricKey, Definition>> = { compression: PROMISED };
/** Additional readings of a metric. */
const ASPECTS: Partial<Record<MetricKey, Readonly<Record<string, Definition>>>> = {
  compression: { promised: PROMISED, actual: ACTUAL },
  cross_region: {
    handled: CROSS_REGION,
    accepted: { ...CROSS_REGION, place: sql`ifNull(accepting_hall, '')` },
  },
};

/** Matters by handling hall. */
@Injectable()
export class MatterSource implements MetricSource {
  readonly keys: readonly MetricKey[] = [...(Object.keys(DEFINITIONS) as Simple[]), 'compression', 'remaining'];

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly grounds: GroundsLoader,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    return named(await this.parts(key, ask, plans), ask, plans, { ...COLUMNS, day: sql``, weekday: sql`` });
  }

  private async parts(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    if (key === 'remaining') return this.remaining(ask);
    const aspects = ask.by === 'aspect' ? ASPECTS[key] : undefined;
    if (aspects === undefined) return this.made(HEADLINE[key] ?? DEFINITIONS[key as Simple], ask, plans);
    const parts = await Promise.all(
      Object.entries(aspects).map(async ([by, made]) =>
        (await this.made(made, { ...ask, by: null }, plans)).map((row) => ({ ...row, by })),
      ),
    );
    return parts.flat();
  }

  private async made(made: Definition, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const only = narrowed(ask, COLUMNS);
    const ours = made.share === true ? ordinary(ask, plans) : null;
    const places = placesOf(ask);
    const rows = await Promise.all(
      places.map((place) => {
        const where = [
          atPlace(place, made.place),
          ...(made.where === undefined ? [] : [made.where]),
          ...(ours === null ? [] : [ours]),
          ...(only === null ? [] : [only]),
          ...(made.on === undefined ? [] : [onDays(made.on, place)]),
        ];
        return sums(
          this.client,
          'metrics.matters',
          sql`
        SELECT place AS hall, part, toFloat64(ifNull(${made.n(place)}, 0)) AS n, toFloat64(ifNull(${made.d ?? sql`0`}, 0)) AS d
        FROM (SELECT *, ${made.place ?? sql`ifNull(hall, '')`} AS place, ${part(ask, made.on, place)} AS part, ${late(place)} AS late, ${PROMISE} AS promised_at_acceptance, ifNull(accepting_hall != hall, 0) AS elsewhere FROM matter FINAL) WHERE ${joined(where, ' AND ')} GROUP BY place, part`,
        );
      }),
    );
    return rows.flat();
  }

  /** Read for now from the clocks, because open clocks advance. */
  private async remaining(ask: Ask): Promise<Row[]> {
    const [grounds, rows] = await Promise.all([
      this.grounds.load(),
      Promise.all(
        placesOf(ask).map((place) =>
          selectRows(this.client, {
            label: 'metrics.open-matters',
            row: Open,
            sql: sql`SELECT ifNull(hall, '') AS hall, ${groupedBy(ask.by, COLUMNS)} AS part, times FROM matter FINAL WHERE ${atPlace(place, sql`ifNull(hall, '')`)} AND isNull(closed_at) AND times != ''${and(narrowed(ask, COLUMNS))}`,
          }),
        ),
      ),
    ]);
    return rows.flat().flatMap(({ hall, part, times }) => {
      const place = hall === '' ? null : hall;
      return [
        {
          hall,
          by: part,
          n: grounds.read(JSON.parse(times) as ClockTimes, place, grounds.nowOf(place)).remainingDays,
          d: 1,
        },
      ];
    });
  }
}

/** The limit promised at acceptance, without later extensions. */
const PROMISE = sql`if(times != '' AND JSONExtractString(times, 'from') = 'promised', nullIf(JSONExtractFloat(times, 'limit', 'amount'), 0), NULL)`;
const part = (ask: Ask, on: Sql | undefined, place: Place): Sql =>
  (on === undefined ? null : dated(ask.by, sql`assumeNotNull(${on})`, place.zone)) ?? groupedBy(ask.by, COLUMNS);
