import type { ClickHouseClient } from '@clickhouse/client';
import { bind, selectRows, sql } from '@cockpit/platform';
import { z } from 'zod';

const Count = z.coerce.number();
const Part = z.object({ month: z.string(), source: z.string(), rows: Count });
const Counted = Part.extend({ stored: Count });
const keyOf = ({ month, source }: z.infer<typeof Part>): string => `${month} ${source}`;

/**
 * Distinct events per source in ClickHouse. Row counts are cheap, so distinct counts are recomputed only for months
 * whose row count changed. A month with duplicates is always recomputed, because removed duplicates and new rows could
 * give the same count.
 */
export class StoredCounts {
  private cached = new Map<string, number>();

  constructor(private readonly client: ClickHouseClient) {}

  /** @param source only this source */
  async countBySource(source?: string): Promise<Map<string, number>> {
    const parts = await selectRows(this.client, {
      label: 'sources.rows',
      row: Part,
      sql: sql`SELECT _partition_id AS month, source, count() AS rows FROM event ${source === undefined ? sql`` : sql`WHERE source = ${bind.text(source)}`} GROUP BY month, source`,
    });
    const unchanged = parts
      .filter((part) => this.cached.get(keyOf(part)) === part.rows)
      .map((part) => ({ ...part, stored: part.rows }));
    const recounted = await this.count(parts.filter((part) => this.cached.get(keyOf(part)) !== part.rows));
    if (source === undefined) this.cached = new Map(unchanged.map((part) => [keyOf(part), part.rows]));
    for (const part of recounted) {
      if (part.rows === part.stored) this.cached.set(keyOf(part), part.rows);
      else this.cached.delete(keyOf(part));
    }
    const sums = new Map<string, number>();
    for (const { source: name, stored } of [...unchanged, ...recounted]) sums.set(name, (sums.get(name) ?? 0) + stored);
    return sums;
  }

  private async count(parts: readonly z.infer<typeof Part>[]): Promise<z.infer<typeof Counted>[]> {
    if (parts.length === 0) return [];
    const months = [...new Set(parts.map(({ month }) => month))];
    const pairs = parts.map(({ month, source }) => `${month} ${source}`);
    return selectRows(this.client, {
      label: 'sources.stored',
      row: Counted,
      sql: sql`SELECT _partition_id AS month, source, count() AS rows, uniqExact(identity) AS stored FROM event
        WHERE _partition_id IN ${bind.texts(months)} AND concat(_partition_id, ' ', source) IN ${bind.texts(pairs)} GROUP BY month, source`,
    });
  }
}
