import type { HallPlan, PlanAdherence, PlanOrder } from '@cockpit/contracts';
import { actsOf, GRACE_MIN, type Deed } from '@cockpit/domain';
import { momentOf, type DayOf } from '../effect/judged';
import { beforeTold, partsOf, type IssuedPlan } from './plan-effect';

/** So long after its time what was not done is not followed. */
export const GRACE_MS = GRACE_MIN * 60_000;

/** Something a plan orders of a window, and what was seen of it. */
export interface Ordered extends Omit<PlanOrder, 'state'> {
  readonly code: Deed['code'];
}

/** A guiding of a plan, which is ordered of no window. */
export interface PlannedGuide {
  readonly item: string;
  readonly from: number;
  readonly until: number;
  /** people were led away */
  readonly seen: boolean;
}

/** What was seen of a plan that was sent. */
export interface SeenOfPlan {
  readonly ordered: readonly Ordered[];
  readonly guides: readonly PlannedGuide[];
}

/**
 * What a plan orders, with what was done of it up to `now`. A link that its window served anyway asks for nothing; and of a break whose
 * old or new time had begun when the plan was told nobody can see any more whether it moved.
 */
export function seenOf(
  plan: IssuedPlan,
  { config, events }: Pick<DayOf, 'config' | 'events'>,
  now: number,
): SeenOfPlan {
  const from = beforeTold(plan);
  const parts = partsOf(plan, from).filter(
    ({ measure: { begins = 0, rostered } }) => rostered === undefined || Math.min(begins, rostered.from) > from,
  );
  const { state } = momentOf({ outcome: 'done', from }, { config, events, pastOf: () => null });
  const { acts } = actsOf(
    state,
    events.filter(({ time }) => time <= now),
    { measures: parts.map(({ measure }) => measure), from },
    now,
  );
  const seen = parts.flatMap((part, i) => {
    const act = acts[i];
    return act === undefined || act.already ? [] : [{ ...part, code: act.deed.code }];
  });
  return {
    ordered: seen.flatMap(({ told: { kind, windowId, name, from: begins, until }, code }): Ordered[] => {
      if (kind === 'guide' || windowId === null) return [];
      const since = new Date(Math.max(Date.parse(begins), from + 1)).toISOString();
      return [{ kind, windowId, number: name, from: since, until, code }];
    }),
    guides: seen.flatMap(({ measure: { item, begins = from, until }, code }): PlannedGuide[] =>
      item === null || until === null ? [] : [{ item, from: begins, until, seen: code === 'led-away' }],
    ),
  };
}

/** How far windows follow what a plan orders of them, by what was seen of it and what they said. */
export function adherenceOf(ordered: readonly Ordered[], asked: HallPlan['asked'], now: number): PlanAdherence {
  const orders = ordered.map(({ code, ...order }): PlanOrder => ({
    ...order,
    state: stateOf({ code, ...order }, asked, now),
  }));
  const count = (state: PlanOrder['state']): number => orders.filter((one) => one.state === state).length;
  return {
    orders,
    done: count('done'),
    unanswered: count('unanswered'),
    refused: count('refused'),
    notFollowed: count('not-followed'),
  };
}

function stateOf(
  { code, kind, windowId, from, until }: Ordered,
  asked: HallPlan['asked'],
  now: number,
): PlanOrder['state'] {
  const ask = asked?.[windowId];
  if (code === 'served' || code === 'no-ticket') return 'done';
  if (ask?.said === 'cannot') return 'refused';
  // a break is over before anybody can say that it was taken
  const time = Date.parse(kind === 'break' ? (until ?? from) : from);
  if (code === 'not-executed' && now > time + GRACE_MS) return 'not-followed';
  if (ask?.said === null) return 'unanswered';
  return now < Date.parse(from) ? 'not-due' : 'received';
}
