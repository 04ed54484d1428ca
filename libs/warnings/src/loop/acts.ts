import { measuresSince, type Measure } from '@cockpit/redirect';
import type { EntityManager } from 'typeorm';
import type { WarningScope } from '../rules/rule';
import { mark } from './marks';

/** Whether a measure is one against what is warned of: a queue that is to have less wait, or the window itself. The queue that gives is not relieved. */
export function relieves(act: Measure, scope: WarningScope, queuesOf: (window: string) => readonly string[]): boolean {
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
  const acts = await measuresSince(manager, hall, new Date(first));
  for (const { id, scope, since } of open) {
    const act = acts.find((one) => one.at.getTime() >= since && relieves(one, scope, queuesOf));
    if (act !== undefined) await mark(manager, [id], { kind: 'acted', at: act.at.getTime(), actor: act.by });
  }
}
