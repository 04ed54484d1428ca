import {
  benchHall,
  benchNames,
  makeDay,
  type HallConfig,
  type HallNames,
  type Scenario,
  type SimDay,
} from '@cockpit/domain';
import type { HallPlan } from '../../apps/simulator/src/hall/plan';

/** A day of the benchmark as the product and a hall beside it know it: the same officers, breaks and visitors. */
export interface BenchDay {
  readonly day: SimDay;
  readonly names: HallNames;
  readonly config: HallConfig;
  readonly plan: HallPlan;
}

/** The benchmark's own dates lie in the future, where the door takes nothing. */
const OPENING = Date.parse('2024-03-04T08:30:00+08:00');

export function benchDay(scenario: Scenario, number: number): BenchDay {
  const day = makeDay(scenario, number);
  const names: HallNames = { ...benchNames(day), opening: OPENING };
  const config = benchHall(day, names);
  return {
    day,
    names,
    config: { ...config, hall: { ...config.hall, clock: 'feed', primarySource: 'bench' } },
    plan: {
      hall: 'bench',
      date: '2024-03-04',
      day,
      names,
      leaveMin: 900,
      queues: scenario.branches.map((_, b) => names.queue(b)),
      letters: ['A', 'B', 'C', 'D'],
      items: scenario.branches.map(({ items }, b) => items.map((_, i) => names.item(b, i))),
      windows: day.officers.map(({ window, home }) => ({
        id: names.window(window),
        queues: home < 0 ? [] : [names.queue(home)],
      })),
    },
  };
}

/** A prompt in a line to compare by. */
export const lineOf = (
  minute: number,
  {
    kind,
    windowId,
    item,
    queues,
  }: { kind: string; windowId?: string | undefined; item?: string | undefined; queues: readonly string[] },
): string => `${String(minute)} ${kind} ${windowId ?? item ?? ''} ${[...queues].sort().join('+')}`;
