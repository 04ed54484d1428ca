import type { HallPlan } from '@cockpit/contracts';
import {
  benchHall,
  benchNames,
  HallState,
  makeDay,
  planBenchDay,
  PlanFollower,
  scenarioParams,
  STANDARD,
} from '@cockpit/domain';
import { plannedGuides } from './planned-guides';

const DAY = makeDay(STANDARD, 1_001);
const NAMES = benchNames(DAY);
const CONFIG = benchHall(DAY, NAMES);
const PLAN = planBenchDay(DAY, { ...scenarioParams(STANDARD), kinds: ['guide'] });
const iso = (minute: number): string => new Date(NAMES.opening + minute * 60_000).toISOString();

/** The benchmark's plan as the product keeps it. */
const TOLD = {
  hall: 'bench',
  day: CONFIG.day,
  madeAt: iso(0),
  links: [...PLAN.opening.keys()].map((w) => ({
    windowId: NAMES.window(w),
    number: String(w + 1),
    queues: CONFIG.officers[w]?.skills ?? [],
  })),
  absences: [],
  openings: [],
  guides: PLAN.guides.map(({ branch, item, fromMin, untilMin }) => ({
    item: NAMES.item(branch, item),
    name: '',
    queue: '',
    from: iso(fromMin),
    until: iso(untilMin),
  })),
  worth: null,
  worthUnknown: null,
} as unknown as HallPlan;

function hall(minute: number, follows: boolean): HallState {
  const state = new HallState(CONFIG);
  TOLD.links.forEach(({ windowId, queues }, i) => {
    const common = { time: NAMES.opening + 1000 };
    state.apply({ ...common, id: `o${String(i)}`, type: 'hall.window.opened', data: { hallId: 'bench', windowId } });
    if (follows)
      state.apply({
        ...common,
        id: `a${String(i)}`,
        type: 'hall.window.assigned',
        data: { hallId: 'bench', windowId, queues: [...queues] },
      });
  });
  state.advance(NAMES.opening + minute * 60_000);
  return state;
}

const NOBODY: ReadonlySet<string> = new Set();

describe('what a plan guides', () => {
  it('is read by the product as by the benchmark, at any minute, while the hall follows the plan', () => {
    const follower = new PlanFollower(DAY, PLAN);
    for (let minute = 1; minute <= 540; minute += 7)
      expect(plannedGuides(TOLD, hall(minute, true), NOBODY)).toEqual(follower.guides(minute));
  });

  it('is nothing where there is no plan, or none that is followed', () => {
    expect(plannedGuides(TOLD, hall(60, false), NOBODY).size).toBe(0);
    expect(plannedGuides(null, hall(60, true), NOBODY).size).toBe(0);
  });

  it('is nothing where windows serve what the plan says because prompts asked them to', () => {
    const windows = TOLD.links.map(({ windowId }) => windowId);
    expect(plannedGuides(TOLD, hall(60, true), new Set(windows)).size).toBe(0);
    // one that was not asked and does it all the same shows that the plan is followed
    expect(plannedGuides(TOLD, hall(60, true), new Set(windows.slice(1))).size).toBeGreaterThan(0);
  });
});
