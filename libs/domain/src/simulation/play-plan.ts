import type { SimDay } from './day';
import { pick } from '../numeric';
import { guidesUnderWay } from '../redirect/planned-guides';
import { itemIndex, replan, type BenchPlan } from './plan';
import { HallSimulator } from './simulator';
import type { StepObserver, WaitObserver } from './steps';
import { homeOnly, linked } from './yardsticks';

/** Follows a plan of the day in the simulator, minute by minute. */
export class PlanFollower {
  constructor(
    private readonly day: SimDay,
    private readonly plan: BenchPlan,
  ) {}

  /** What a window serves when the doors open. */
  opening(window: number): ReturnType<typeof homeOnly> {
    const mask = this.plan.opening.get(window);
    return mask === undefined ? homeOnly(pick(this.day.officers, window)) : linked(mask);
  }

  /** Carries out what the plan has set for this minute; minute 1 includes what was due at the opening. */
  follow(simulator: HallSimulator, minute: number): void {
    const due = (at: number): boolean => Math.ceil(Math.max(1, at)) === minute;
    for (const change of this.plan.changes) if (due(change.atMin)) simulator.assign(change.window, linked(change.mask));
    for (const guide of this.plan.guides)
      if (due(guide.fromMin)) simulator.guide(guide.branch, guide.item, guide.untilMin);
    const { reserve } = this.day.scenario;
    for (const opening of this.plan.openings) {
      if (due(opening.atMin) && reserve !== null)
        simulator.open(
          opening.window,
          minute + reserve.openMin,
          linked(pick(this.day.officers, opening.window).skills),
        );
    }
  }

  /** Items guided by plan now or about to be, with the end, as the recommender counts items. */
  guides(minute: number): ReadonlyMap<number, number> {
    return guidesUnderWay(
      this.plan.guides.map(({ branch, item, fromMin, untilMin }) => ({
        item: itemIndex(this.day, branch, item),
        fromMin,
        untilMin,
      })),
      minute,
    );
  }
}

/** Plays a whole day by plan alone. The day given is the one the plan was made for, before its breaks were moved. */
export function playPlan(
  original: SimDay,
  plan: BenchPlan,
  observers: { onStep?: StepObserver; onWait?: WaitObserver } = {},
): HallSimulator {
  const day = replan(original, plan);
  const follower = new PlanFollower(day, plan);
  const simulator = new HallSimulator(day, { opening: (o) => follower.opening(o.window), ...observers });
  const minutes = [
    ...new Set(
      [
        ...plan.changes.map((c) => c.atMin),
        ...plan.guides.map((g) => g.fromMin),
        ...plan.openings.map((o) => o.atMin),
      ].map((m) => Math.ceil(Math.max(1, m))),
    ),
  ];
  for (const minute of minutes.sort((a, b) => a - b)) {
    simulator.advanceTo(minute);
    follower.follow(simulator, minute);
  }
  simulator.drain();
  return simulator;
}
