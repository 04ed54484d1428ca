import { hallDayEnd } from '@cockpit/domain';
import { daysBetween, type HallAt, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { day, lookup, text } from '../sql';

const DEFAULT_TARGET_SEC = '900';

/** Seconds within which a visitor should be called: of the item on that day, else of the queue, else of the hall. */
export function targetSql(group: Pick<HallGroup, 'halls'>, plans: PlanBook): string {
  return byEpoch(plans, (from) => {
    const halls: [string, number][] = [];
    const queues: [string, number][] = [];
    for (const { doc } of group.halls) {
      const hall = plans.hall(doc.code, from);
      if (hall === undefined) continue;
      if (hall.waitTargetMin !== 15) halls.push([hall.code, hall.waitTargetMin * 60]);
      for (const queue of hall.queues) if (queue.waitTargetMin !== undefined) queues.push([`${hall.code}|${queue.code}`, queue.waitTargetMin * 60]);
    }
    const items = (plans.on(from)?.items ?? []).flatMap(({ code, waitTargetMin }) => (waitTargetMin === undefined ? [] : [[code, waitTargetMin * 60] as const]));
    return lookup("ifNull(item, '')", items, lookup("concat(hall, '|', queue)", queues, lookup('hall', halls, DEFAULT_TARGET_SEC)));
  });
}

/** Until when somebody who was never called has waited, epoch ms: the end of their day, or now. */
export const endSql = ({ zone, halls }: Pick<HallGroup, 'zone' | 'halls'>): string => {
  const now = halls.map(({ doc, now: at }) => [doc.code, at] as const);
  return `least(${lookup('hall', now, '0')}, toFloat64(toUnixTimestamp(addDays(toStartOfDay(toDateTime(day, ${text(zone)})), 1))) * 1000)`;
};

/** When the hall closed on that day, epoch ms; null while it has not. Only for the days asked about. */
export function closeSql(halls: readonly HallAt[], plans: PlanBook): string {
  const closed = halls.flatMap(({ doc, now, first, last }) => daysBetween(first, last).flatMap((on) => {
    const at = closedAt(plans, doc.code, on, doc.timeZone);
    return at <= now ? [[`${doc.code}|${on}`, at] as const] : [];
  }));
  return closed.length === 0 ? 'NULL' : `nullIf(${lookup("concat(hall, '|', toString(day))", closed, '0')}, 0)`;
}

export const closedAt = (plans: PlanBook, hall: string, on: string, zone: string): number => plans.opening(hall, on).at(-1)?.to ?? hallDayEnd(on, zone);

/** Whether a visit was handled as one business over branches: see `comprehensive_share`. */
export function comprehensiveSql(group: Pick<HallGroup, 'halls'>, plans: PlanBook): string {
  const anyItem = '(notEmpty(items) OR isNotNull(item))';
  return byEpoch(plans, (from) => {
    const windows = group.halls.flatMap(({ doc }) => (plans.hall(doc.code, from)?.windows ?? []).filter(({ kind }) => kind === 'comprehensive').map(({ id }) => `${doc.code}|${id}`));
    const branches = [...plans.branchOfItem(from)];
    const atComprehensive = windows.length === 0 ? '0' : `(${anyItem} AND has([${windows.map(text).join(',')}], concat(hall, '|', ifNull(window_id, ''))))`;
    if (branches.length === 0) return atComprehensive;
    const codes = [...new Set(branches.map(([, branch]) => branch))];
    const branch = `transform(i, [${branches.map(([item]) => text(item)).join(',')}], [${branches.map(([, of]) => String(codes.indexOf(of) + 1)).join(',')}], 0)`;
    const several = `length(arrayDistinct(arrayFilter(b -> b > 0, arrayMap(i -> ${branch}, arrayConcat(items, if(isNull(item), [], [assumeNotNull(item)])))))) > 1`;
    return `(${atComprehensive} OR (${several} AND countSubstrings(legs, '"queue":') < 2))`;
  });
}

function byEpoch(plans: PlanBook, of: (from: string) => string): string {
  const [first, ...later] = plans.epochs.map(({ from }) => ({ from, sql: of(from) }));
  if (first === undefined) throw new Error('a period has at least one day');
  const changes = later.reverse().filter(({ sql }, i, all) => sql !== (all[i + 1]?.sql ?? first.sql));
  return changes.length === 0 ? first.sql : `multiIf(${changes.map(({ from, sql }) => `day >= ${day(from)}, ${sql}`).join(', ')}, ${first.sql})`;
}
