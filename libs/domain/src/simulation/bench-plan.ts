import { HallState, type HallConfig } from '../live';
import { ViewReader } from '../redirect/from-state';
import type { RedirectParams } from '../redirect/params';
import {
  checkPlan,
  planDay,
  planHallOf,
  replanDay,
  type DayPlan,
  type PlanCheck,
  type PlanHall,
  type PlanOptions,
  type ReplanOptions,
} from '../redirect/plan';
import { benchHall, benchNames } from './bench-hall';
import type { SimDay } from './day';
import { itemAt, type BenchPlan } from './plan';

/** The plan the product makes before the doors open, in the simulator's terms. It sees the hall's configuration only. */
export function planBenchDay(day: SimDay, params: RedirectParams, options: PlanOptions = {}): BenchPlan {
  const names = benchNames(day);
  const { plan, violations } = planHallDay(benchHall(day, names), params, options);
  if (violations.length > 0) throw new RangeError(`a plan that breaks rules: ${JSON.stringify(violations)}`);
  return toBenchPlan(plan, (index) => itemAt(day, index));
}

/** A plan and what the rules say of it. One that breaks rules is not to be shown. */
export interface CheckedPlan extends PlanCheck {
  readonly plan: DayPlan;
  readonly hall: PlanHall;
}

/** The plan of the day of any hall, made before its doors open from configuration, forecast, rosters and skills. */
export function planHallDay(config: HallConfig, params: RedirectParams, options: PlanOptions = {}): CheckedPlan {
  const hall = planHallNow(config, null, params);
  return judgePlan(planDay(hall, params, options), hall, params);
}

/** The plan of what is left of a hall's day, made from its present state. */
export function planRestOfDay(state: HallState, params: RedirectParams): CheckedPlan {
  const hall = planHallNow(state.config, state, params);
  return judgePlan(planDay(hall, params), hall, params);
}

/** The plan of what is left of a hall's day beside one that is in force. */
export function replanRestOfDay(
  state: HallState,
  kept: DayPlan,
  params: RedirectParams,
  options: ReplanOptions,
): CheckedPlan {
  const { plan, hall } = replanDay(planHallNow(state.config, state, params), kept, params, options);
  return judgePlan(plan, hall, params);
}

/** What a plan must know of a hall: as it stands, or before its doors open when there is no state. */
export function planHallNow(config: HallConfig, running: HallState | null, params: RedirectParams): PlanHall {
  const state = running ?? beforeOpening(config);
  const extras = running === null ? { past: [], assumeStaffed: true } : { past: [] };
  return planHallOf(config, new ViewReader(config, params).view(state, extras));
}

function beforeOpening(config: HallConfig): HallState {
  const state = new HallState(config);
  state.advance(config.forecast.start);
  return state;
}

/** A plan with what the rules say of it, whoever made it. */
export const judgePlan = (plan: DayPlan, hall: PlanHall, params: RedirectParams): CheckedPlan => ({
  plan,
  hall,
  ...checkPlan(plan, hall, params),
});

/** @param itemOf the branch and the item within it behind an item's index in the recommender's view */
export function toBenchPlan(plan: DayPlan, itemOf: (index: number) => { branch: number; item: number }): BenchPlan {
  const absences: [number, { first: number; lunch: number; second: number }][] = [];
  for (const [window, own] of plan.absences) {
    const lunch = own.find((a) => a.kind === 'lunch');
    const [first, second] = own.filter((a) => a.kind === 'break');
    if (lunch !== undefined && first !== undefined && second !== undefined)
      absences.push([window, { first: first.startMin, lunch: lunch.startMin, second: second.startMin }]);
  }
  return {
    opening: plan.masks,
    changes: [],
    absences: new Map(absences),
    openings: plan.openings.map(({ window, atMin }) => ({ window, atMin })),
    guides: plan.guides.map(({ item, fromMin, untilMin }) => ({ ...itemOf(item), fromMin, untilMin })),
  };
}
