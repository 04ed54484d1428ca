import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricBy } from '@cockpit/contracts';
import { selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { groupsOf, type Ask, type HallGroup } from '../asking/ask';
import { day, text, texts } from '../sql';
import type { Row } from '../sums';

export const Sums = z.object({ hall: z.string(), part: z.string(), n: z.coerce.number(), d: z.coerce.number() });

/** A query whose rows add up: `hall`, `part`, `n`, `d`. */
export async function sums(client: ClickHouseClient, label: string, sql: string): Promise<Row[]> {
  const rows = await selectRows(client, { label, sql, row: Sums });
  return rows.map(({ hall, part, n, d }) => ({ hall, by: part, n, d }));
}

/** The halls of a group and the days asked about, over a column that holds the hall and one that holds the hall day. */
export const within = ({ halls, first, last }: HallGroup, hall = 'hall', of = 'day'): string =>
  `${hall} IN ${texts(halls.map(({ doc }) => doc.code))} AND ${of} BETWEEN ${day(first)} AND ${day(last)}`;

/** What belongs to no hall is a group of its own, with the empty code. */
export interface Place {
  readonly zone: string;
  readonly first: string;
  readonly last: string;
  readonly codes: readonly string[];
  readonly now: number;
}

/** Groups of halls and, in the view of everything, of what belongs to no hall, for tables that are not split by hall. */
export function placesOf(ask: Ask, byNow = false): Place[] {
  const halls = byNow ? ask.halls.map((hall) => [hall]) : groupsOf(ask.halls).map((group) => [...group.halls]);
  const places = halls.flatMap((group) =>
    group.slice(0, 1).map(({ doc, first, last, now }) => ({
      zone: doc.timeZone,
      first,
      last,
      now,
      codes: group.map((hall) => hall.doc.code),
    })),
  );
  return ask.everything ? [...places, { zone: DEFAULT_ZONE, ...ask.nowhere, codes: [''] }] : places;
}

export const atPlace = ({ codes }: Place, column = "ifNull(hall, '')"): string => `${column} IN ${texts(codes)}`;
/** Whether an instant column falls on the days asked about, by the clock of the place. */
export const onDays = (column: string, { zone, first, last }: Place): string =>
  `isNotNull(${column}) AND toDate(${column}, ${text(zone)}) BETWEEN ${day(first)} AND ${day(last)}`;

/** Parts read off an instant. */
export function dated(by: MetricBy | null, column: string, zone: string): string | null {
  switch (by) {
    case 'day':
      return `toString(toDate(${column}, ${text(zone)}))`;
    case 'weekday':
      return `toString(toDayOfWeek(${column}, 0, ${text(zone)}))`;
    case 'hour':
      return `leftPad(toString(toHour(toTimeZone(${column}, ${text(zone)}))), 2, '0')`;
    default:
      return null;
  }
}
