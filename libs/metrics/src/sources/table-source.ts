import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricBy } from '@cockpit/contracts';
import { bind, selectRows, sql, type Sql } from '@cockpit/platform';
import { z } from 'zod';
import { groupsOf, type Ask, type HallGroup } from '../asking/ask';
import { lookup } from '../sql';
import type { Row } from '../sums';

export const Sums = z.object({ hall: z.string(), part: z.string(), n: z.coerce.number(), d: z.coerce.number() });

/** Runs a query whose rows add up: `hall`, `part`, `n`, `d`. */
export async function sums(client: ClickHouseClient, label: string, statement: Sql): Promise<Row[]> {
  const rows = await selectRows(client, { label, sql: statement, row: Sums });
  return rows.map(({ hall, part, n, d }) => ({ hall, by: part, n, d }));
}

/** Condition for the halls and days of a group, on a hall and a day column. */
export const within = ({ halls, first, last }: HallGroup, hall = sql`hall`, dayColumn = sql`day`): Sql =>
  sql`${hall} IN ${bind.texts(halls.map(({ doc }) => doc.code))} AND ${dayColumn} BETWEEN ${bind.day(first)} AND ${bind.day(last)}`;

/** Data without a hall is a group of its own with an empty code. */
export interface Place {
  readonly zone: string;
  readonly first: string;
  readonly last: string;
  readonly codes: readonly string[];
  /** epoch ms by code: feed-clocked halls have their own time */
  readonly nows: readonly number[];
}

/** Groups of halls and, with the view of everything, data without a hall. */
export function placesOf(ask: Ask): Place[] {
  const places = groupsOf(ask.halls).map(({ zone, first, last, halls }) => ({
    zone,
    first,
    last,
    codes: halls.map(({ doc }) => doc.code),
    nows: halls.map(({ now }) => now),
  }));
  const { now, ...days } = ask.nowhere;
  return ask.everything ? [...places, { zone: DEFAULT_ZONE, ...days, codes: [''], nows: [now] }] : places;
}

/** The current time of the hall in a column; a constant if all halls agree. */
export function nowAt({ codes, nows }: Place, column: Sql): Sql {
  const [first = 0] = nows;
  if (nows.every((now) => now === first)) return bind.instant(first);
  const entries = codes.map((code, i) => [code, nows[i] ?? first] as const);
  return sql`fromUnixTimestamp64Milli(toInt64(${lookup(column, entries, sql`0`)}), 'UTC')`;
}

export const atPlace = ({ codes }: Place, column = sql`ifNull(hall, '')`): Sql =>
  sql`${column} IN ${bind.texts(codes)}`;
/** Whether an instant column falls on the query's days in the place's zone. */
export const onDays = (column: Sql, { zone, first, last }: Place): Sql =>
  sql`isNotNull(${column}) AND toDate(${column}, ${bind.text(zone)}) BETWEEN ${bind.day(first)} AND ${bind.day(last)}`;

/** Temporal parts of an instant column; null for other dimensions. */
export function dated(by: MetricBy | null, column: Sql, zone: string): Sql | null {
  switch (by) {
    case 'day':
      return sql`toString(toDate(${column}, ${bind.text(zone)}))`;
    case 'weekday':
      return sql`toString(toDayOfWeek(${column}, 0, ${bind.text(zone)}))`;
    case 'hour':
      return sql`leftPad(toString(toHour(toTimeZone(${column}, ${bind.text(zone)}))), 2, '0')`;
    default:
      return null;
  }
}
