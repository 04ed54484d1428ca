import { PredictedChange } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { WarningScope } from '../rules/rule';
import { mark } from './marks';

const Act = z.object({
  windowId: z.string().nullable(),
  queues: z.array(z.string()),
  predicted: z.record(z.string(), PredictedChange),
  at: z.date(),
  by: z.string(),
});
export type Act = z.infer<typeof Act>;

/** Measures of a hall since a moment: done as the feeds tell, or begun, where nothing tells (people are led away by word of mouth). */
const SINCE = `
  SELECT window_id AS "windowId", queues, predicted, coalesce(carried_out_at, answered_at) AS at, coalesce(answered_by, 'feed') AS by FROM prompt
  WHERE hall = $1 AND state IN ('accepted', 'carried-out', 'done') AND coalesce(carried_out_at, answered_at) >= $2
    AND (carried_out_at IS NOT NULL OR kind IN ('guide', 'other-hall'))
  ORDER BY 4`;

/** Whether a measure is one against what is warned of: a queue that is to have less wait, or the window itself. The queue that gives is not relieved. */
export function relieves(act: Act, scope: WarningScope, queuesOf: (window: string) => readonly string[]): boolean {
  const helps = (queue: string): boolean => {
    const change = act.predicted[queue];
    if (change === undefined) return act.queues.includes(queue);
    return change.afterP50Sec < change.beforeP50Sec || change.afterP80Sec < change.beforeP80Sec;
  };
  if (scope.kind === 'queue') return helps(scope.code);
  return scope.kind === 'window' && (act.windowId === scope.code || queuesOf(scope.code).some(helps));
}

interface Open {
  readonly id: string;
  readonly scope: WarningScope;
  readonly since: number;
}

/** Writes down of each warning when the first measure against it was carried out, and by whose decision. */
export async function markActed(
  manager: EntityManager,
  hall: string,
  open: readonly Open[],
  queuesOf: (window: string) => readonly string[],
): Promise<void> {
  if (open.length === 0) return;
  const first = open.reduce((least, { since }) => Math.min(least, since), Infinity);
  const acts = z.array(Act).parse(await manager.query(SINCE, [hall, new Date(first)]));
  for (const { id, scope, since } of open) {
    const act = acts.find((one) => one.at.getTime() >= since && relieves(one, scope, queuesOf));
    if (act !== undefined) await mark(manager, [id], { kind: 'acted', at: act.at.getTime(), actor: act.by });
  }
}
