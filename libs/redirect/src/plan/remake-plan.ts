import type { HallPlan, Replan, ReplanReason } from '@cockpit/contracts';
import {
  hallPlanWorth,
  planHallNow,
  REPLAN,
  replanRestOfDay,
  type DayPlan,
  type HallState,
  type PlanHall,
} from '@cockpit/domain';
import { paramsOf } from '../params-of';
import { keptPlan } from './kept-plan';
import { unplannable, wholePlan } from './make-plan';
import { planDifferences } from './plan-differences';
import { lastOfKind } from './same-absence';

const MINUTE_MS = 60_000;
const DAYS = 20;

interface Anew {
  readonly plan: HallPlan & { readonly replan: Replan };
  readonly decided: DayPlan;
  readonly beside: { readonly plan: DayPlan; readonly view: PlanHall['view'] };
}

/** The rest of a day planned anew beside the plan in force, with what it is worth against that plan. */
export function remakePlan(state: HallState, kept: HallPlan, reason: ReplanReason): HallPlan | null {
  const anew = planAnew(state, kept, reason);
  if (anew === null) return null;
  const { plan, decided, beside } = anew;
  const worth = hallPlanWorth(state.config, decided, { days: DAYS, state, beside });
  return { ...plan, worth };
}

/**
 * Null where nothing would change, or a rule would be broken. Whenever it is accepted in its time, nothing changes within the next minutes.
 * @returns the plan as it is told, and as the engine knows it, beside the one in force
 */
export function planAnew(state: HallState, kept: HallPlan, reason: ReplanReason): Anew | null {
  const { config } = state;
  if (unplannable(config) !== null || state.now <= config.forecast.start) return null;
  const params = paramsOf(config);
  const hall = planHallNow(config, state, params);
  const { nowMin } = hall.view;
  const before = keptPlan(kept, config, hall);
  const cannot = Object.values(kept.asked ?? {}).filter(({ said }) => said === 'cannot');
  const refusing = new Set([...(kept.replan?.refusing ?? []), ...cannot.map(({ windowId }) => windowId)]);
  const refused = new Set(config.windows.flatMap(({ id }, w) => (refusing.has(id) ? [w] : [])));
  const spentMin = kept.openings
    .filter(({ windowId }) => !refusing.has(windowId))
    .reduce((sum, { from, until }) => sum + openUntil(from, until, state.now), 0);
  const earliestMin = Math.ceil(nowMin) + REPLAN.openMin + REPLAN.noticeMin;
  const checked = replanRestOfDay(state, before, params, { earliestMin, refused, spentMin });
  if (checked.violations.length > 0) return null;
  const soonest = config.forecast.start + earliestMin * MINUTE_MS;
  const next = asTold(wholePlan(config, checked), kept, state.now, soonest);
  const changes = planDifferences(kept, next, state.now);
  if (changes.length === 0) return null;
  const until = new Date(Date.parse(next.madeAt) + REPLAN.openMin * MINUTE_MS).toISOString();
  const replan = { reason, until, changes, refusing: [...refusing] };
  return {
    plan: { ...next, worth: null, worthUnknown: null, replan },
    decided: checked.plan,
    beside: { plan: before, view: hall.view },
  };
}

const openUntil = (from: string, until: string, now: number): number =>
  Math.max(0, Math.min(now, Date.parse(until)) - Date.parse(from)) / MINUTE_MS;

/**
 * What goes on as it was ordered stands as it was told: its times are those that people know. A break that nobody saw taken in its time is over:
 * it would be a change of what is near.
 */
function asTold<P extends Pick<HallPlan, 'links' | 'openings' | 'guides' | 'absences' | 'madeAt'>>(
  next: P,
  kept: HallPlan,
  now: number,
  soonest: number,
): P {
  const before = new Map(kept.links.map((link) => [link.windowId, { ...link, from: link.from ?? kept.madeAt }]));
  const same = (one: P['openings'][number]) =>
    kept.openings.find(({ windowId, until }) => windowId === one.windowId && until === one.until) ?? one;
  return {
    ...next,
    links: [...before.values(), ...next.links.filter(({ windowId }) => !before.has(windowId))],
    absences: next.absences
      .map((one) => {
        const was = lastOfKind(one, next.absences, kept.absences);
        return was !== undefined && Date.parse(was.from) < soonest ? was : one;
      })
      .filter(({ from }) => Date.parse(from) > now),
    openings: next.openings.map(same),
    guides: kept.guides.filter(({ until }) => Date.parse(until) > now),
  };
}
