import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, joined, selectRows, sql, written, type Sql } from '@cockpit/platform';
import { z } from 'zod';
import type { Row } from '../sums';
import { KeptReads } from './kept-reads';
import { VISIT_MEASURES, type Parts, type VisitMeasure } from './visit-measures';

/** Cache size; an entry has a row per hall and takes up to a megabyte. */
const CACHE_SIZE = 32;
const COUNTS: readonly VisitMeasure[] = (Object.keys(VISIT_MEASURES) as VisitMeasure[]).filter(
  (measure) => measure !== 'wait_hist',
);
const Line = z.object({ hall: z.string(), hist: z.array(z.number()), counts: z.array(z.number()) });
type Line = z.infer<typeof Line>;

/**
 * All measures of rolled-up days by hall, read together and cached, because a page queries several metrics of the same
 * days.
 */
@Injectable()
export class RolledVisits {
  private readonly cache = new KeptReads<readonly Line[]>(CACHE_SIZE);

  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** @param days condition on the roll-up rows @param version of the roll-up */
  async byHall({ n, d = [], hist }: Parts, days: Sql, version: string): Promise<Row[]> {
    const below = typeof d === 'string' ? [d] : d;
    const lines = await this.cache.get(JSON.stringify(days.pieces), version, () => this.read(days));
    return lines.map(({ hall, counts, hist: waits }) => {
      const count = (measure: VisitMeasure): number => counts[COUNTS.indexOf(measure)] ?? 0;
      const row = { hall, by: '', n: count(n), d: below.reduce((sum, measure) => sum + count(measure), 0) };
      return hist === undefined ? row : { ...row, hist: waits };
    });
  }

  private read(days: Sql): Promise<Line[]> {
    const counts = joined(
      COUNTS.map((measure) => sql`toFloat64(sum(${written(measure)}))`),
      ', ',
    );
    return selectRows(this.client, {
      label: 'metrics.rolled-halls',
      row: Line,
      sql: sql`SELECT hall, arrayMap(n -> toFloat64(n), sumForEach(wait_hist)) AS hist, [${counts}] AS counts FROM visit_day FINAL WHERE ${days} GROUP BY hall`,
    });
  }
}
