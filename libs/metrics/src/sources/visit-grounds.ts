import { hallDayEnd } from '@cockpit/domain';
import { daysBetween, type HallAt, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { day, lookup, text, texts } from '../sql';

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
      for (const queue of hall.queues)
        if (queue.waitTargetMin !== undefined) queues.push([`${hall.code}|${queue.code}`, queue.waitTargetMin * 60]);
    }
    const items = (plans.on(from)?.items ?? []).flatMap(({ code, waitTargetMin }) =>
      waitTargetMin === undefined ? [] : [[code, waitTargetMin * 60] as const],
    );
    return lookup(
      "ifNull(item, '')",
      items,
      lookup("concat(hall, '|', queue)", queues, lookup('hall', halls, DEFAULT_TARGET_SEC)),
    );
  });
}

/** Until when somebody who was never called has waited, epoch ms: the end of their day, or now. */
export const endSql = ({ zone, halls }: Pick<HallGroup, 'zone' | 'halls'>): string =>
  `least(${nowSql(halls)}, toFloat64(toUnixTimestamp(addDays(toStartOfDay(toDateTime(day, ${text(zone)})), 1))) * 1000)`;

/** The now of each hall, epoch ms; halls by the wall clock, which are most, share one. */
export function nowSql(halls: readonly HallAt[]): string {
  const usual = halls.reduce((most, { now }) => Math.max(most, now), 0);
  return lookup(
    'hall',
    halls.flatMap(({ doc, now }) => (now === usual ? [] : [[doc.code, now] as const])),
    `toFloat64(${String(usual)})`,
  );
}

/** When the hall closed on that day, epoch ms; null while it has not. Only for the days asked about. */
export function closeSql(halls: readonly HallAt[], plans: PlanBook): string {
  // hundreds of halls keep the same hours: a day says its usual closing once, and names only the halls that differ
  const closings = new Map<string, Map<number, string[]>>();
  for (const { doc, now, first, last } of halls) {
    for (const on of daysBetween(first, last)) {
      const at = closedAt(plans, doc.code, on, doc.timeZone);
      const ofDay = closings.get(on) ?? new Map<number, string[]>();
      const codes = ofDay.get(at <= now ? at : 0) ?? [];
      codes.push(doc.code);
      closings.set(on, ofDay.set(at <= now ? at : 0, codes));
    }
  }
  const branches = [...closings].flatMap(([on, ofDay]) => {
    const [usual, ...others] = [...ofDay].sort(([, a], [, b]) => b.length - a.length);
    const odd = others.map(([at, codes]) => `day = ${day(on)} AND hall IN ${texts(codes)}, toFloat64(${String(at)})`);
    return usual === undefined ? odd : [...odd, `day = ${day(on)}, toFloat64(${String(usual[0])})`];
  });
  return branches.length === 0 ? 'NULL::Nullable(Float64)' : `nullIf(multiIf(${branches.join(', ')}, 0.), 0.)`;
}

export const closedAt = (plans: PlanBook, hall: string, on: string, zone: string): number =>
  plans.opening(hall, on).at(-1)?.to ?? hallDayEnd(on, zone);

/** Whether a visit was handled as one business over branches: see `comprehensive_share`. */
export function comprehensiveSql(group: Pick<HallGroup, 'halls'>, plans: PlanBook): string {
  const anyItem = '(notEmpty(items) OR isNotNull(item))';
  return byEpoch(plans, (from) => {
    const windows = group.halls.flatMap(({ doc }) =>
      (plans.hall(doc.code, from)?.windows ?? [])
        .filter(({ kind }) => kind === 'comprehensive')
        .map(({ id }) => `${doc.code}|${id}`),
    );
    const branches = [...plans.branchOfItem(from)];
    const atComprehensive =
      windows.length === 0
        ? '0'
        : `(${anyItem} AND has([${windows.map(text).join(',')}], concat(hall, '|', ifNull(window_id, ''))))`;
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
  return changes.length === 0
    ? first.sql
    : `multiIf(${changes.map(({ from, sql }) => `day >= ${day(from)}, ${sql}`).join(', ')}, ${first.sql})`;
}
