import type { ClickHouseClient } from '@clickhouse/client';
import type { Caller } from '@cockpit/contracts';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { conditionsOf, scopeOf } from '../api/matter-rows';
import { LATE } from '../api/states';
import { GroundsLoader } from '../grounds/grounds-loader';

const n = z.coerce.number();
const Counts = z.object({ round: z.string(), findings: n, rectified: n });
const Line = z.object({
  hall: z.string().nullable(),
  line: z.string().nullable(),
  findings: n,
  rectified: n,
  on_time: n,
  verified: n,
  struck_off: n,
  late: n,
});
export type LineFindings = z.infer<typeof Line>;

/** Counts findings of rounds with the scope and time of `GET /v1/matters?round=`. */
@Injectable()
export class RoundMatters {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly grounds: GroundsLoader,
  ) {}

  async counts(rounds: readonly string[], caller: Caller): Promise<z.infer<typeof Counts>[]> {
    const params: Record<string, unknown> = { rounds: [...rounds] };
    const where = ["has({rounds:Array(String)}, ifNull(round_id, ''))", ...scopeOf(caller, params)];
    return selectRows(this.clickhouse, {
      label: 'rounds.counts',
      params,
      row: Counts,
      sql: `SELECT assumeNotNull(round_id) AS round, count() AS findings, countIf(closed_at IS NOT NULL) AS rectified
        FROM matter FINAL WHERE ${where.join(' AND ')} GROUP BY round`,
    });
  }

  async byLine(round: string, caller: Caller): Promise<LineFindings[]> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = {};
    const where = [...scopeOf(caller, params), ...conditionsOf({ round, state: 'all' }, grounds, params)];
    return selectRows(this.clickhouse, {
      label: 'rounds.figures',
      params,
      row: Line,
      sql: `SELECT hall, round_line AS line, count() AS findings, countIf(closed_at IS NOT NULL) AS rectified,
          countIf(closed_at IS NOT NULL AND NOT ${LATE}) AS on_time, countIf(verified_at IS NOT NULL) AS verified,
          countIf(struck_off_at IS NOT NULL) AS struck_off, countIf(${LATE}) AS late
        FROM matter FINAL WHERE ${where.join(' AND ')} GROUP BY hall, line`,
    });
  }
}
