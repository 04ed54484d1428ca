import type { ClickHouseClient } from '@clickhouse/client';
import type { Caller, FlowAnswer } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows, sql } from '@cockpit/platform';
import { z } from 'zod';
import { groupsOf, type Ask } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import type { PlanBook } from '../asking/plan-book';
import { spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { within } from '../sources/table-source';
import { flowOf, outcomeOf, type WayOfVisits } from './flow';

const Counted = z.object({
  hall: z.string(),
  channel: z.string(),
  first: z.string(),
  last: z.string(),
  sentOn: z.coerce.number(),
  result: z.string(),
  reason: z.string(),
  visits: z.coerce.number(),
});

/** Layers whose codes are branches. */
const BRANCHES: ReadonlySet<string> = new Set(['branch', 'served-by']);

/** What became of ticket holders: channel, branch, outcome and serving branch. */
@Injectable()
export class Flows {
  constructor(
    private readonly asking: Asking,
    private readonly metrics: MetricsService,
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
  ) {}

  /** Default period: the last four weeks. @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async read(question: Pick<Question, 'hall' | 'from' | 'to'>, caller: Pick<Caller, 'halls'>): Promise<FlowAnswer> {
    const ask = await this.asking.resolve(await this.metrics.withDays(question, caller), caller);
    const plans = await this.asking.plans(ask);
    const names = new Map((plans.on(spanOf(ask).to)?.branches ?? []).map(({ code, name }) => [code, name]));
    const { nodes, ...flow } = flowOf(await this.ways(ask, plans));
    return {
      hall: question.hall ?? null,
      ...spanOf(ask),
      ...flow,
      nodes: nodes.map((node) => (BRANCHES.has(node.layer) ? { ...node, name: names.get(node.code) ?? null } : node)),
    };
  }

  async ways(ask: Ask, plans: PlanBook): Promise<WayOfVisits[]> {
    const rows = await Promise.all(
      groupsOf(ask.halls).map((group) =>
        selectRows(this.client, {
          label: 'metrics.flow',
          row: Counted,
          sql: sql`
      SELECT hall, channel, first, last, sentOn, result, reason, count() AS visits FROM
      (
        SELECT hall, ifNull(toString(channel), '') AS channel, toString(queue) AS first, JSONExtractString(JSONExtractArrayRaw(legs)[-1], 'queue') AS last,
          arrayExists(leg -> JSONExtractInt(leg, 'enqueuedAt') > 0, arraySlice(JSONExtractArrayRaw(legs), 2)) AS sentOn, toString(v.result) AS result, if(v.result = 'guided', ifNull(v.reason, ''), '') AS reason
        FROM visit AS v FINAL WHERE ${within(group)} AND isNotNull(issued_at)
      ) GROUP BY hall, channel, first, last, sentOn, result, reason`,
        }),
      ),
    );
    const last = ask.halls[0]?.last ?? ask.nowhere.last;
    const branchOf = (hall: string, queue: string): string =>
      plans.hall(hall, last)?.queues.find(({ code }) => code === queue)?.branch ?? '';
    return rows.flat().map(({ hall, channel, first, last: end, sentOn, result, reason, visits }) => ({
      channel,
      branch: branchOf(hall, first),
      servedBy: branchOf(hall, end === '' ? first : end),
      outcome: outcomeOf({ result, reason, sentOn: sentOn === 1 }),
      visits,
    }));
  }
}
