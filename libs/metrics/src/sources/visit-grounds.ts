import { hallDayEnd } from '@cockpit/domain';
import { bind, joined, sql, type Sql } from '@cockpit/platform';
import { daysBetween, type HallAt, type HallGroup } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { lookup } from '../sql';

const DEFAULT_TARGET_SEC = sql`900`;

/** Wait target in seconds of the item on that day, else of the queue, else of the hall. */
export function targetSql(group: Pick<HallGroup, 'halls'>, plans: PlanBook): Sql {
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
      sql`ifNull(item, '')`,
      items,
      lookup(sql`concat(hall, '|', queue)`, queues, lookup(sql`hall`, halls, DEFAULT_TARGET_SEC)),
    );
  });
}

/** End of the wait of a visitor who was never called, epoch ms: end of the day, or now. */
export const endSql = ({ zone, halls }: Pick<HallGroup, 'zone' | 'halls'>): Sql =>
  sql`least(${nowSql(halls)}, toFloat64(toUnixTimestamp(addDays(toStartOfDay(toDateTime(day, ${bind.text(zone)})), 1))) * 1000)`;

/** The current time of each hall, epoch ms; most halls share the wall clock. */
export function nowSql(halls: readonly HallAt[]): Sql {
  const latestNow = halls.reduce((most, { now }) => Math.max(most, now), 0);
  return lookup(
    sql`hall`,
    halls.flatMap(({ doc, now }) => (now === latestNow ? [] : [[doc.code, now] as const])),
    sql`${bind.number(latestNow)}`,
  );
}

/** Closing time of the hall on a day, epoch ms; null before closing. Only for the query's days. */
export function closeSql(halls: readonly HallAt[], plans: PlanBook): Sql {
  // many halls share their hours, so each day names only halls with another closing time
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
    const odd = others.map(
      ([at, codes]) => sql`day = ${bind.day(on)} AND hall IN ${bind.texts(codes)}, ${bind.number(at)}`,
    );
    return usual === undefined ? odd : [...odd, sql`day = ${bind.day(on)}, ${bind.number(usual[0])}`];
  });
  return branches.length === 0 ? sql`NULL::Nullable(Float64)` : sql`nullIf(multiIf(${joined(branches, ', ')}, 0.), 0.)`;
}

export const closedAt = (plans: PlanBook, hall: string, on: string, zone: string): number =>
  plans.opening(hall, on).at(-1)?.to ?? hallDayEnd(on, zone);

/** Whether a visit combined several branches; see `comprehensive_share`. */
export function comprehensiveSql(group: Pick<HallGroup, 'halls'>, plans: PlanBook): Sql {
  const anyItem = sql`(notEmpty(items) OR isNotNull(item))`;
  return byEpoch(plans, (from) => {
    const windows = group.halls.flatMap(({ doc }) =>
      (plans.hall(doc.code, from)?.windows ?? [])
        .filter(({ kind }) => kind === 'comprehensive')
        .map(({ id }) => `${doc.code}|${id}`),
    );
    const branches = [...plans.branchOfItem(from)];
    const atComprehensive =
      windows.length === 0
        ? sql`0`
        : sql`(${anyItem} AND has(${bind.texts(windows)}, concat(hall, '|', ifNull(window_id, ''))))`;
    if (branches.length === 0) return atComprehensive;
    const codes = [...new Set(branches.map(([, branch]) => branch))];
    const branch = sql`transform(i, ${bind.texts(branches.map(([item]) => item))}, ${bind.numbers(branches.map(([, of]) => codes.indexOf(of) + 1))}, 0)`;
    const several = sql`length(arrayDistinct(arrayFilter(b -> b > 0, arrayMap(i -> ${branch}, arrayConcat(items, if(isNull(item), [], [assumeNotNull(item)])))))) > 1`;
    return sql`(${atComprehensive} OR (${several} AND countSubstrings(legs, '"queue":') < 2))`;
  });
}

function byEpoch(plans: PlanBook, sqlOf: (from: string) => Sql): Sql {
  const [first, ...later] = plans.epochs.map(({ from }) => ({ from, value: sqlOf(from) }));
  if (first === undefined) throw new Error('a period has at least one day');
  const changes = later.reverse().filter(({ value }, i, all) => !alike(value, all[i + 1]?.value ?? first.value));
  if (changes.length === 0) return first.value;
  const cases = changes.map(({ from, value }) => sql`day >= ${bind.day(from)}, ${value}`);
  return sql`multiIf(${joined(cases, ', ')}, ${first.value})`;
}

const alike = (one: Sql, other: Sql): boolean => JSON.stringify(one.pieces) === JSON.stringify(other.pieces);
