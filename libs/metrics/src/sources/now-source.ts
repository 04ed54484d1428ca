import type { ClickHouseClient } from '@clickhouse/client';
import type { MetricKey } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { LiveSnapshots } from '@cockpit/live';
import { CLICKHOUSE_READER, type Clock, CLOCK, sql } from '@cockpit/platform';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';
import { groupedBy, named, type Columns, type MetricSource } from './source';
import { sums, within } from './table-source';

const COLUMNS: Columns = {
  queue: sql`JSONExtractString(legs, -1, 'queue')`,
  item: sql`ifNull(item, '')`,
  channel: sql`ifNull(channel, '')`,
};

/** In a queue now, as on the wall: includes moved tickets and tickets without issue event. */
const IN_LINE = sql`result = 'waiting' AND JSONExtractInt(legs, -1, 'enqueuedAt') > 0`;

/** The current state of halls. */
@Injectable()
export class NowSource implements MetricSource {
  readonly keys = ['waiting', 'load_now'] as const satisfies readonly MetricKey[];

  constructor(
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly snapshots: LiveSnapshots,
  ) {}

  async rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]> {
    if (key === 'load_now') return named(await this.load(ask), ask, plans, { window: sql`` });
    const today = { ...ask, halls: ask.halls.map((hall) => ({ ...hall, first: hall.today, last: hall.today })) };
    const part = groupedBy(ask.by, COLUMNS);
    const rows = await Promise.all(
      groupsOf(today.halls).map((group) =>
        sums(
          this.client,
          'metrics.waiting',
          sql`
      SELECT hall, ${part} AS part, count() AS n, 0 AS d FROM visit FINAL WHERE ${within(group)} AND ${IN_LINE} GROUP BY hall, part`,
        ),
      ),
    );
    return named(rows.flat(), ask, plans, COLUMNS);
  }

  /** Load per window from the live snapshot. */
  private async load(ask: Ask): Promise<Row[]> {
    const snapshots = await this.snapshots.glance(
      ask.halls.map(({ doc }) => doc.code),
      this.clock.now(),
    );
    return [...snapshots].flatMap(([hall, { windows }]) =>
      windows.flatMap(({ windowId, loadMin }) =>
        loadMin === null ? [] : [{ hall, by: ask.by === 'window' ? windowId : '', n: loadMin, d: 0 }],
      ),
    );
  }
}
