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

/** Matters by the beginning of the number of their case. */
@Injectable()
export class CaseFinder {
  constructor(@Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient) {}

  /** Of those one may see: the whole number before those that go on, then the latest. */
  find(beginning: string, caller: Caller, limit: number): Promise<FoundCase[]> {
    const params: Record<string, unknown> = { said: beginning.toUpperCase(), limit };
    const seen = scopeOf(caller, params);
    const where = ['startsWith(upper(case_id), {said:String})', ...seen].join(' AND ');
    const order = 'upper(case_id) = {said:String} DESC, first_at DESC, id';
    return selectRows(this.client, {
      label: 'matters.find-cases',
      params,
      row: Found,
      // what may be seen of a matter can change with its version: it is asked of the last one, too
      sql: `SELECT id, case_id AS caseId, title, item, hall FROM matter FINAL
        WHERE (register, case_id) IN (
          SELECT register, case_id FROM matter WHERE ${where} ORDER BY ${order} LIMIT 1 BY register, case_id LIMIT {limit:UInt32})
        AND ${where} ORDER BY ${order} LIMIT {limit:UInt32}`,
    });
  }
}
