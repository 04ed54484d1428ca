import { LINK_BIAS_MIN } from '../dispatch';
import type { SimDay } from './day';
import { allQueues, only, type QueueSet } from '../queue-set';
import type { SimOfficer } from './officers';
import { HallSimulator, type SimOptions } from './simulator';
import type { Assignment } from './steps';

/** A linked window goes back to its own system and its own branch rather than wander. */
export const linked = (mask: QueueSet, promptId?: string): Assignment => ({
  mask,
  currentBias: LINK_BIAS_MIN,
  homeBias: LINK_BIAS_MIN,
  ...(promptId === undefined ? {} : { promptId }),
});

export const exclusive = (mask: QueueSet, promptId?: string): Assignment => ({
  mask,
  currentBias: 0,
  homeBias: 0,
  ...(promptId === undefined ? {} : { promptId }),
});

/** What a window serves at home: its own branch; a reserve window everything it knows. */
export const homeOnly = (officer: SimOfficer): Assignment =>
  officer.home < 0 ? linked(officer.skills) : exclusive(only(officer.home));

/** Policies that need no recommender. */
export const YARDSTICKS = {
  /** Each window serves its own branch. */
  A: () => ({ opening: homeOnly }),
  /** Every window linked to all its skills at opening, no prompts. */
  linkAll: () => ({ opening: (o) => linked(o.skills) }),
  /** Bound: skill-constrained pooling without switching time, longest wait with a 10-minute home bonus. */
  Gstar: () => ({ opening: (o) => ({ mask: o.skills, currentBias: 0, homeBias: 10 }), switchMin: 0 }),
  /** Bound: everybody does everything, no switching time, no unfamiliarity. */
  F: (branches: number) => ({
    opening: () => exclusive(allQueues(branches)),
    switchMin: 0,
    crossSkillFactor: 1,
    everyoneKnowsAll: true,
  }),
} as const satisfies Record<string, (branches: number) => SimOptions>;

export type Yardstick = keyof typeof YARDSTICKS;

/** Plays a whole day under a yardstick. */
export function playYardstick(
  day: SimDay,
  name: Yardstick,
  observers: Pick<SimOptions, 'onStep' | 'onWait'> = {},
): HallSimulator {
  const simulator = new HallSimulator(day, { ...YARDSTICKS[name](day.scenario.branches.length), ...observers });
  simulator.drain();
  return simulator;
}
