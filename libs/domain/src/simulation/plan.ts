import type { SimDay } from './day';
import type { Absence } from './officers';
import { pick } from '../numeric';
import type { QueueSet } from '../queue-set';

/** What a plan of the day may fix for a simulated hall. Minutes after opening; windows, branches and items are indices. */
export interface BenchPlan {
  /** Queues of each regular window at opening; absent windows start at home. */
  readonly opening: ReadonlyMap<number, QueueSet>;
  /** Changes of a window's queues at set times. */
  readonly changes: readonly { readonly atMin: number; readonly window: number; readonly mask: QueueSet }[];
  /** Start of the planned absences of a window: first break, lunch, second break. */
  readonly absences: ReadonlyMap<number, { readonly first: number; readonly lunch: number; readonly second: number }>;
  readonly openings: readonly { readonly atMin: number; readonly window: number }[];
  /** Items guided to self-service; `item` counts within its branch. */
  readonly guides: readonly {
    readonly fromMin: number;
    readonly untilMin: number;
    readonly branch: number;
    readonly item: number;
  }[];
}

export const NO_PLAN: BenchPlan = { opening: new Map(), changes: [], absences: new Map(), openings: [], guides: [] };

/** Allowed starts: lunch 11:00–13:15, one break ending within 9:00–11:00 and one within 14:00–16:30. */
export const ALLOWED = { first: [30, 150], lunch: [150, 285], second: [330, 480] } as const;

/** The same day with the officers' planned absences moved. Lengths stay, outages are untouched. */
export function replan(day: SimDay, plan: BenchPlan): SimDay {
  if (plan.absences.size === 0) return day;
  const { breakMin, lunchMin } = day.scenario.breaks;
  const officers = day.officers.map((officer) => {
    const times = plan.absences.get(officer.window);
    if (times === undefined || officer.reserve) return officer;
    assertAllowed(times, breakMin);
    const planned: Absence[] = [
      { startMin: times.first, lengthMin: breakMin, kind: 'break' },
      { startMin: times.lunch, lengthMin: lunchMin, kind: 'lunch' },
      { startMin: times.second, lengthMin: breakMin, kind: 'break' },
    ];
    const absences = [...planned, ...officer.absences.filter((a) => a.kind === 'outage')].sort(
      (a, b) => a.startMin - b.startMin,
    );
    return { ...officer, absences };
  });
  return { ...day, officers };
}

function assertAllowed(times: { first: number; lunch: number; second: number }, breakMin: number): void {
  const within = (value: number, [from, to]: readonly [number, number], length: number): boolean =>
    value >= from - 1e-9 && value + length <= to + 1e-9;
  if (
    !within(times.first, ALLOWED.first, breakMin) ||
    !within(times.lunch, ALLOWED.lunch, 0) ||
    !within(times.second, ALLOWED.second, breakMin)
  ) {
    throw new RangeError(`a plan may not put breaks at ${JSON.stringify(times)}`);
  }
}

/** Index of an item over all branches, as the recommender counts them. */
export function itemIndex(day: SimDay, branch: number, item: number): number {
  let before = 0;
  for (let b = 0; b < branch; b += 1) before += pick(day.scenario.branches, b).items.length;
  return before + item;
}

/** The branch and item within it behind an index over all branches. */
export function itemAt(day: SimDay, index: number): { branch: number; item: number } {
  let rest = index;
  for (let branch = 0; branch < day.scenario.branches.length; branch += 1) {
    const { length } = pick(day.scenario.branches, branch).items;
    if (rest < length) return { branch, item: rest };
    rest -= length;
  }
  throw new RangeError(`no item ${String(index)}`);
}
