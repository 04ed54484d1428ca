import type { ClickHouseClient } from '@clickhouse/client';
import { ShortCache } from '@cockpit/access';
import type { DaySpan } from '@cockpit/domain';
import { CLICKHOUSE_READER, CLOCK, bind, selectRows, sql, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

const Row = z.object({ hall: z.string(), day: z.string() });
/** A first day changes only when older events arrive. */
const MAX_AGE_MS = 60_000;

/** The first finished day with tickets of each hall. Halls without tickets are missing. */
@Injectable()
export class Beginnings {
  private readonly cache: ShortCache<ReadonlyMap<string, string>>;

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.cache = new ShortCache(MAX_AGE_MS, () => clock.now(), 256);
  }

  /** Halls that began after the first day of a period, with their first day. */
  async within(halls: readonly string[], { from, to }: DaySpan): Promise<Map<string, string>> {
    return beganWithin({ from, to }, await this.first(halls));
  }

  async first(halls: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (halls.length === 0) return new Map();
    const codes = [...halls].sort();
    return this.cache.get(codes.join(' '), async () => {
      const rows = await selectRows(this.client, {
        label: 'metrics.beginnings',
        row: Row,
        sql: sql`SELECT hall, toString(min(visit_day.day)) AS day FROM visit_day FINAL WHERE hall IN ${bind.texts(codes)} AND arrivals > 0 GROUP BY hall`,
      });
      return new Map(rows.map(({ hall, day }) => [hall, day]));
    });
  }
}

type FirstDays = ReadonlyMap<string, string>;

export const beganWithin = ({ from, to }: DaySpan, first: FirstDays): Map<string, string> =>
  new Map([...first].filter(([, day]) => from < day && day <= to));

/**
 * Halls that began later than the median hall: if most halls begin on one day, the data starts there and not the halls.
 */
export function lateIn(span: DaySpan, first: FirstDays): Map<string, string> {
  const days = [...first.values()].sort();
  const middle = days[Math.floor((days.length - 1) / 2)] ?? '';
  return new Map([...beganWithin(span, first)].filter(([, day]) => day > middle));
}
