import type { HallConfig } from '../live';
import type { BenchPlan } from './plan';
import { playPlan } from './playPlan';
import { sampleDay, type Habits } from './sampleDay';
import { cutAgainst } from './summary';
import { playYardstick } from './yardsticks';
import { DayTally, type DayScore } from './score';
import type { SimDay } from './day';
import type { WaitObserver } from './steps';

export interface PlanWorth {
  readonly days: number;
  readonly meanWithoutMin: number;
  readonly meanWithMin: number;
  /** Relative cut of the waits by the plan alone, with the half width of its 95 % interval. */
  readonly cut: number;
  readonly cutCI: number;
}

/**
 * What a plan of the day is worth before the day: the same simulated visitors with the plan and with every window at home
 * all day. Prompts have no part in it.
 */
export function planWorth(config: HallConfig, plan: BenchPlan, options: { days?: number; seed?: number; habits?: Habits } = {}): PlanWorth {
  const days = options.days ?? 20;
  const without: DayScore[] = [];
  const withPlan: DayScore[] = [];
  for (let i = 0; i < days; i += 1) {
    const day = sampleDay(config, (options.seed ?? 1) + i, options.habits === undefined ? {} : { habits: options.habits });
    without.push(tallied(day, (onWait) => playYardstick(day, 'A', { onWait })));
    withPlan.push(tallied(day, (onWait) => playPlan(day, plan, { onWait })));
  }
  const { cut, ci } = cutAgainst(without, withPlan);
  const mean = (scores: readonly DayScore[]): number => scores.reduce((sum, s) => sum + s.sumMin, 0) / Math.max(1, scores.reduce((sum, s) => sum + s.count, 0));
  return { days, meanWithoutMin: mean(without), meanWithMin: mean(withPlan), cut, cutCI: ci };
}

function tallied(day: SimDay, play: (onWait: WaitObserver) => unknown): DayScore {
  const tally = new DayTally(day.scenario.branches.length);
  play(tally.onWait);
  return tally.score({ day: day.day, tickets: day.tickets.length, prompts: 0, switches: 0, stranded: 0 });
}
