import type { ClickHouseClient } from '@clickhouse/client';
import type { Caller } from '@cockpit/contracts';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { scopeOf } from './matter-rows';

const Found = z.object({
  id: z.string(),
  caseId: z.string(),
  title: z.string().nullable(),
  item: z.string().nullable(),
  hall: z.string().nullable(),
});
export type FoundCase = z.infer<typeof Found>;

/** Finds matters by the start of their case number. */
@Injectable()
export class CaseFinder {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** Visible matters: exact matches first, then the latest. */
  find(beginning: string, caller: Caller, limit: number): Promise<FoundCase[]> {
    const params: Record<string, unknown> = { said: beginning, upper: beginning.toUpperCase(), limit };
    // matches the table's sort key, so that ClickHouse reads few rows
    const begins = '(startsWith(case_id, {said:String}) OR startsWith(case_id, {upper:String}))';
    return selectRows(this.client, {
      label: 'matters.find-cases',
      params,
      row: Found,
      sql: `SELECT id, case_id AS caseId, title, item, hall FROM matter FINAL WHERE ${[begins, ...scopeOf(caller, params)].join(' AND ')}
        ORDER BY case_id IN ({said:String}, {upper:String}) DESC, first_at DESC, id LIMIT {limit:UInt32}`,
    });
  }
}
