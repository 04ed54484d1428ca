import { HallState } from '../live';
import { ViewReader } from '../redirect/fromState';
import type { RedirectParams } from '../redirect/params';
import { planDay, type PlanOptions } from '../redirect/plan';
import { benchHall, benchNames } from './benchHall';
import type { SimDay } from './day';
import { itemAt, type BenchPlan } from './plan';

/** The plan the product makes before the doors open, in the simulator's terms. It sees the hall's configuration only. */
export function planBenchDay(day: SimDay, params: RedirectParams, options: PlanOptions = {}): BenchPlan {
  const names = benchNames(day);
  const state = new HallState(benchHall(day, names));
  state.advance(names.opening);
  const view = new ViewReader(state.config, params).view(state, { past: [], assumeStaffed: true });
  const plan = planDay(view, params, options);
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
    guides: plan.guides.map(({ item, fromMin, untilMin }) => ({ ...itemAt(day, item), fromMin, untilMin })),
  };
}
