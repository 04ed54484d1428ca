import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { weekdayOf } from '@cockpit/domain';
import { CLICKHOUSE_READER, joined, selectRows, type Sql, sql, unprocessable, written } from '@cockpit/platform';
import { z } from 'zod';
import { daysBetween, groupsOf, type Ask, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { DayRolls } from './day-rolls';
import type { Row } from '../sums';
import { KeptReads } from './kept-reads';
import { also, groupedBy, named, narrowed, type Columns, type MetricSource } from './source';
import { WindowReader, spansSql, type DatedTime } from './window-reader';
import { within } from './table-source';

const KEYS = [
  'busy',
  'idle',
  'paused',
  'offline',
  'occupancy',
  'balance',
  'idle_while_waiting',
] as const satisfies readonly MetricKey[];
type WindowKey = (typeof KEYS)[number];
interface Seconds {
  busy: number;
  idle: number;
  paused: number;
  offline: number;
  idleWaiting: number;
}
const Sums = z.object({
  hall: z.string(),
  part: z.string(),
  window: z.string(),
  busy: z.number(),
  idle: z.number(),
  paused: z.number(),
  offline: z.number(),
  idleWaiting: z.number(),
});
type Sums = z.infer<typeof Sums>;

const COLUMNS: Columns = {
  day: sql`toString(day)`,
  weekday: sql`toString(toDayOfWeek(day))`,
  window: sql`toString(window_id)`,
  officer: sql`ifNull(officer_id, '')`,
  hour: sql`''`,
};
/** Maximum hall days computed from spans; larger queries need roll-ups. */
const MAX_HALL_DAYS = 5_000;
/** Cache size; an entry has a row per hall, or per window for `balance`. */
const CACHE_SIZE = 16;
const FROM_SPANS: ReadonlySet<string> = new Set(['offline', 'idle_while_waiting']);

/** Window times: finished days from roll-ups, others from spans and visits. */
@Injectable()
export class WindowSource implements MetricSource {
  readonly keys = KEYS;
  private readonly cache = new KeptReads<readonly Sums[]>(CACHE_SIZE);

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    private readonly rolls: DayRolls,
    private readonly reader: WindowReader,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    const sums = await Promise.all(
      groupsOf(ask.halls).map((group) => this.ofGroup(key as WindowKey, ask, group, plans)),
    );
    return named(
      sums.flat().map((row) => rowOf(key as WindowKey, row)),
      ask,
      plans,
      COLUMNS,
    );
  }

  private async ofGroup(key: WindowKey, ask: Ask, group: HallGroup, plans: PlanBook): Promise<Sums[]> {
    const hourly = ask.by === 'hour';
    const only = narrowed(ask, COLUMNS);
    const { raw, rolled, version } = hourly
      ? { raw: within(group), rolled: null, version: '' }
      : await this.rolls.split('window_day', group);
    const read = [
      ...(rolled === null ? [] : [this.rolledUp(ask, key, also(rolled, only), version)]),
      ...(raw === null
        ? []
        : [
            hourly || FROM_SPANS.has(key)
              ? this.computed(ask, group, plans, raw, hourly)
              : this.summed(
                  ask,
                  key,
                  only === null ? spansSql(raw) : sql`SELECT * FROM (${spansSql(raw)}) WHERE ${only}`,
                  ofSpans,
                ),
          ]),
    ];
    return (await Promise.all(read)).flat();
  }

  /** Cached for whole halls, because a page queries several of these metrics. */
  private rolledUp(ask: Ask, key: WindowKey, days: Sql, version: string): Promise<readonly Sums[]> {
    const read = (): Promise<Sums[]> =>
      this.summed(ask, key, sql`SELECT * FROM window_day FINAL WHERE ${days}`, ofDays);
    if (ask.by !== null && ask.by !== 'hall' && ask.by !== 'tier') return read();
    return this.cache.get(JSON.stringify([key === 'balance', days.pieces]), version, read);
  }

  private summed(ask: Ask, key: WindowKey, from: Sql, columns: Sql): Promise<Sums[]> {
    const sum = joined(
      ['busy', 'idle', 'paused', 'offline', 'idleWaiting'].map(
        (name) => sql`sum(t_${written(name)}) AS ${written(name)}`,
      ),
      ', ',
    );
    return selectRows(this.client, {
      label: 'metrics.windows',
      row: Sums,
      sql: sql`SELECT hall, part, window, ${sum} FROM (SELECT hall, ${groupedBy(ask.by, COLUMNS)} AS part, ${key === 'balance' ? sql`window_id` : sql`''`} AS window, ${columns} FROM (${from})) GROUP BY hall, part, window`,
    });
  }

  private async computed(ask: Ask, group: HallGroup, plans: PlanBook, where: Sql, hourly: boolean): Promise<Sums[]> {
    const { raw, over } = await this.rolls.pairs('window_day', group);
    // by hour all days with data are computed; a finished day without data counts in no split
    const stale = hourly ? await this.rolls.computedDays(group) : new Set(raw.map(({ hall, day }) => `${day} ${hall}`));
    const days = group.halls.flatMap((hall) =>
      daysBetween(group.first, group.last < hall.today ? group.last : hall.today)
        .filter((day) => over === null || day > over || stale.has(`${day} ${hall.doc.code}`))
        .map((day) => ({ hall, day })),
    );
    if (days.length > MAX_HALL_DAYS)
      throw unprocessable(
        'too-many-days',
        `${String(days.length)} hall days would have to be read one by one: ask for fewer halls or days`,
      );
    const { window, officer } = ask.only ?? {};
    const times = (await this.reader.times(where, days, plans)).filter(
      (time) => time.window === (window ?? time.window) && time.officer === (officer ?? time.officer),
    );
    return times.map((time) => ({ ...time, part: partOf(ask, time) }));
  }
}

const millis = sql`(toUnixTimestamp64Milli(to_at) - toUnixTimestamp64Milli(from_at)) / 1000`;
const ofDays = sql`busy AS t_busy, idle AS t_idle, paused AS t_paused, offline AS t_offline, idle_waiting AS t_idleWaiting`;
const ofSpans = sql`if(state IN ('serving', 'called'), ${millis}, 0) AS t_busy, if(state = 'idle', ${millis}, 0) AS t_idle, if(state = 'paused', ${millis}, 0) AS t_paused, 0. AS t_offline, 0. AS t_idleWaiting`;

function partOf({ by }: Ask, time: DatedTime): string {
  switch (by) {
    case 'day':
      return time.day;
    case 'weekday':
      return String(weekdayOf(time.day));
    case 'hour':
      return time.hour;
    case 'window':
      return time.window;
    case 'officer':
      return time.officer;
    default:
      return '';
  }
}

function rowOf(key: WindowKey, { hall, part, window, ...s }: Sums & Partial<DatedTime>): Row {
  const row = { hall, by: part, d: 0 };
  switch (key) {
    case 'occupancy':
      return { ...row, n: s.busy, d: s.busy + s.idle };
    case 'balance':
      return { ...row, n: 0, windows: new Map([[`${hall} ${window}`, { busy: s.busy, open: s.busy + s.idle }]]) };
    case 'idle_while_waiting':
      return { ...row, n: s.idleWaiting / 60 };
    default:
      return { ...row, n: (s satisfies Seconds)[key] };
  }
}
