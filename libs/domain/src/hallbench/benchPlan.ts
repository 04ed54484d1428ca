import { HallState, type HallConfig } from '../live';
import { ViewReader } from '../redirect/fromState';
import type { RedirectParams } from '../redirect/params';
import { planDay, type DayPlan, type PlanOptions } from '../redirect/plan';
import { benchHall, benchNames } from './benchHall';
import type { SimDay } from './day';
import { itemAt, type BenchPlan } from './plan';

/** The plan the product makes before the doors open, in the simulator's terms. It sees the hall's configuration only. */
export function planBenchDay(day: SimDay, params: RedirectParams, options: PlanOptions = {}): BenchPlan {
  const names = benchNames(day);
  return toBenchPlan(planHallDay(benchHall(day, names), params, options), (index) => itemAt(day, index));
}

/** The plan of the day of any hall, made before its doors open from configuration, forecast, rosters and skills. */
export function planHallDay(config: HallConfig, params: RedirectParams, options: PlanOptions = {}): DayPlan {
  const state = new HallState(config);
  state.advance(config.forecast.start);
  return planDay(new ViewReader(config, params).view(state, { past: [], assumeStaffed: true }), params, options);
}

/** @param itemOf the branch and the item within it behind an item's index in the recommender's view */
export function toBenchPlan(plan: DayPlan, itemOf: (index: number) => { branch: number; item: number }): BenchPlan {
  const absences: [number, { first: number; lunch: number; second: number }][] = [];
  for (const [window, own] of plan.absences) {
    const lunch = own.find((a) => a.kind === 'lunch');
    const [first, second] = own.filter((a) => a.kind === 'break');
    if (lunch !== undefined && first !== undefined && second !== undefined) absences.push([window, { first: first.startMin, lunch: lunch.startMin, second: second.startMin }]);
  }
  return {
    opening: plan.masks,
    changes: [],
    absences: new Map(absences),
    openings: plan.openings.map(({ window, atMin }) => ({ window, atMin })),
    guides: plan.guides.map(({ item, fromMin, untilMin }) => ({ ...itemOf(item), fromMin, untilMin })),
  };
}
