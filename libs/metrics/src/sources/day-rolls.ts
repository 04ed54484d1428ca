import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { ShortCache } from '@cockpit/access';
import { addDays } from '@cockpit/domain';
import {
  bind,
  CLICKHOUSE_READER,
  type Clock,
  CLOCK,
  joined,
  selectRows,
  type Sql,
  sql,
  written,
} from '@cockpit/platform';
import { z } from 'zod';
import type { HallGroup } from '../asking/ask';
import { within } from './table-source';

const CACHE_MS = 2_000;
const Pair = z.object({ hall: z.string(), day: z.string() });
const Version = z.object({ version: z.string() });

/** Roll-up state of a range of days. */
interface RollupState {
  readonly stale: readonly z.infer<typeof Pair>[];
  /** over all of them; changes with every new roll-up */
  readonly version: string;
}

export interface Split {
  /** conditions on (hall, day); null if there are no such days */
  readonly raw: Sql | null;
  readonly rolled: Sql | null;
  /** version of the rolled-up part */
  readonly version: string;
}
export type RollTable = 'visit_day' | 'window_day';

/** Decides which hall days are read from roll-ups: finished days rolled up after their last change. */
@Injectable()
export class DayRolls {
  private readonly cache: ShortCache<RollupState>;

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.cache = new ShortCache(CACHE_MS, () => clock.now(), 256);
  }

  /** Conditions for days to read directly and days to read from roll-ups. */
  async split(table: RollTable, group: HallGroup): Promise<Split> {
    const { raw, over, version } = await this.pairs(table, group);
    const codes = bind.texts(group.halls.map(({ doc }) => doc.code));
    const rolled = over === null ? null : within({ ...group, last: over });
    const stale = raw.filter((pair) => over !== null && pair.day <= over);
    const open =
      over === null
        ? within(group)
        : over < group.last
          ? sql`hall IN ${codes} AND day > ${bind.day(over)} AND day <= ${bind.day(group.last)}`
          : null;
    const unrolled = stale.length === 0 ? null : daysOf(stale);
    const read = [open, unrolled].flatMap((condition) => (condition === null ? [] : [sql`(${condition})`]));
    return {
      version,
      raw: read.length === 0 ? null : joined(read, ' OR '),
      rolled: rolled === null ? null : unrolled === null ? rolled : sql`${rolled} AND NOT (${unrolled})`,
    };
  }

  /**
   * Finished hall days with outdated roll-ups, and the last day finished in all halls of the group; null if none is.
   */
  async pairs(
    table: RollTable,
    group: HallGroup,
  ): Promise<{ raw: { hall: string; day: string }[]; over: string | null; version: string }> {
    const before = group.halls.reduce((least, { today }) => (today < least ? today : least), '9999-12-31');
    const yesterday = addDays(before, -1);
    const over = yesterday < group.last ? yesterday : group.last;
    if (over < group.first) return { raw: [], over: null, version: '' };
    const halls = new Set(group.halls.map(({ doc }) => doc.code));
    const days = sql`day BETWEEN ${bind.day(group.first)} AND ${bind.day(over)}`;
    const { stale, version } = await this.cache.get(`${table} ${group.first} ${over}`, () =>
      this.rollupState(table, days),
    );
    return { raw: stale.filter(({ hall }) => halls.has(hall)), over, version };
  }

  /** Hall days with any data, as `day hall`. */
  async computedDays(group: HallGroup): Promise<Set<string>> {
    const rows = await selectRows(this.client, {
      label: 'metrics.computed-days',
      row: Pair,
      sql: sql`SELECT DISTINCT hall, toString(day_told.day) AS day FROM day_told WHERE told = 'day' AND ${within(group, sql`hall`, sql`day_told.day`)}`,
    });
    return new Set(rows.map((row) => `${row.day} ${row.hall}`));
  }

  private async rollupState(table: RollTable, days: Sql): Promise<RollupState> {
    const [stale, [of]] = await Promise.all([
      selectRows(this.client, { label: 'metrics.stale-days', row: Pair, sql: staleSql(table, days) }),
      selectRows(this.client, { label: 'metrics.rolled-version', row: Version, sql: versionSql(table, days) }),
    ]);
    return { stale, version: of?.version ?? '' };
  }
}

/** The state row is written after the data, so data read afterwards has this version or a newer one. */
const versionSql = (table: RollTable, where: Sql): Sql => sql`
  SELECT toString(groupBitXor(sipHash64(hall, day, rolled))) AS version FROM
  (
    SELECT hall, day, max(version) AS rolled FROM day_told WHERE ${where} AND told = '${written(table)}' GROUP BY hall, day
  )`;

/** Version of the last change of a day: new rows or a changed organisation. */
export const COMPUTED = sql`maxIf(version, told IN ('day', 'organisation'))`;

/** Hall days computed after their roll-up. */
export const staleSql = (table: RollTable, where: Sql): Sql => sql`
  SELECT hall, toString(day) AS day FROM
  (
    SELECT hall, day, ${COMPUTED} AS computed, maxIf(version, told = '${written(table)}') AS rolled
    FROM day_told WHERE ${where} AND told IN ('day', 'organisation', '${written(table)}') GROUP BY hall, day
  ) WHERE computed > rolled`;

function daysOf(pairs: readonly { hall: string; day: string }[]): Sql {
  const days = new Map<string, string[]>();
  for (const pair of pairs) days.set(pair.day, [...(days.get(pair.day) ?? []), pair.hall]);
  return joined(
    [...days].map(([on, halls]) => sql`(day = ${bind.day(on)} AND hall IN ${bind.texts(halls)})`),
    ' OR ',
  );
}
