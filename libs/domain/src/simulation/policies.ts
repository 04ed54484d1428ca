import { DEFAULT_PARAMS, type RedirectParams } from '../redirect/params';
import { planBenchDay } from './bench-plan';
import type { SimDay } from './day';
import { NO_PLAN, type BenchPlan } from './plan';
import { playRecommended } from './play';
import { playPlan } from './play-plan';
import type { Scenario } from './scenario';
import { DayTally, type DayScore } from './score';
import type { HallSimulator } from './simulator';
import type { WaitObserver } from './steps';
import { playYardstick } from './yardsticks';

/** The policies of the benchmark's table, in its order. */
export const POLICY_KEYS = [
  'A',
  'reassign',
  'linkAll',
  'link',
  'link+guide',
  'plan',
  'plan+link+guide+reserve',
  'Gstar',
] as const;
export type PolicyKey = (typeof POLICY_KEYS)[number];

export const isPolicyKey = (key: string): key is PolicyKey => (POLICY_KEYS as readonly string[]).includes(key);

/** What a hall of this scenario would have configured or learned: facts of its organisation and habits of its people. */
export function scenarioParams(s: Scenario): RedirectParams {
  const { supervisor, selfService, reserve, service } = s;
  return {
    ...DEFAULT_PARAMS,
    maxPerHour: supervisor.maxPromptsPerHour,
    acceptance: Math.max(0.05, supervisor.acceptance),
    replyMin: (supervisor.replyMin[0] + supervisor.replyMin[1]) / 2,
    expiryMin: Math.max(DEFAULT_PARAMS.expiryMin, supervisor.replyMin[1]),
    maxOpen: Math.max(DEFAULT_PARAMS.maxOpen, Math.ceil(supervisor.replyMin[1])),
    refusedCooldownMin: supervisor.refusedCooldownMin,
    crossSkillFactor: service.crossSkillFactor,
    guideMin: selfService.guideMin,
    maxGuidedItems: selfService.terminals > 0 ? selfService.maxItems : 0,
    compliance: selfService.compliance,
    terminalSuccess: 1 - selfService.failure,
    openMin: reserve?.openMin ?? DEFAULT_PARAMS.openMin,
    reserveBudgetMin: reserve?.budgetMin ?? 0,
  };
}

/** How the tracks differ: which kinds of prompt they may use and where their thresholds stand. */
const TRACKS = {
  reassign: { kinds: ['reassign'], targetPerHour: 5 },
  link: { kinds: ['link'], horizonMin: 45, targetPerHour: 6 },
  'link+guide': { kinds: ['link', 'guide'], threshold: { ...DEFAULT_PARAMS.threshold, guide: 3 } },
  'plan+link+guide+reserve': { kinds: ['link', 'guide', 'open'] },
} as const satisfies Partial<Record<PolicyKey, Partial<RedirectParams>>>;

export interface RunObservers {
  readonly clock?: () => number;
  readonly onDecisionMs?: (ms: number) => void;
}

/** Plays one day under one policy. */
export function playPolicy(day: SimDay, policy: PolicyKey, observers: RunObservers): DayScore {
  switch (policy) {
    case 'A':
    case 'linkAll':
    case 'Gstar':
      return scored(day, (onWait) => playYardstick(day, policy, { onWait }));
    case 'reassign':
    case 'link':
    case 'link+guide':
      return playRecommended(day, { ...observers, params: { ...scenarioParams(day.scenario), ...TRACKS[policy] } });
    case 'plan':
      return scored(day, (onWait) => playPlan(day, cachedPlan(day, true), { onWait }));
    case 'plan+link+guide+reserve':
      return playRecommended(day, {
        ...observers,
        params: { ...scenarioParams(day.scenario), ...TRACKS[policy] },
        plan: cachedPlan(day, false),
      });
  }
}

function scored(day: SimDay, play: (onWait: WaitObserver) => HallSimulator): DayScore {
  const tally = new DayTally(day.scenario.branches.length);
  const run = play(tally.onWait);
  const stranded = run.stranded();
  for (const ticket of stranded) if (!ticket.noShow) tally.onWait(ticket.patienceMin, ticket.branch);
  return tally.score({
    day: day.day,
    tickets: day.tickets.length,
    prompts: 0,
    switches: run.switches,
    stranded: stranded.length,
  });
}

const plans = new WeakMap<SimDay, BenchPlan>();

/** The plan of a day; with prompts at work it leaves the reserve windows to them, which open when the day shows where. */
function cachedPlan(day: SimDay, openReserves: boolean): BenchPlan {
  let plan = plans.get(day);
  if (plan === undefined) {
    plan = planBenchDay(day, { ...scenarioParams(day.scenario), kinds: ['guide'] });
    plans.set(day, plan);
  }
  return openReserves ? plan : { ...plan, openings: NO_PLAN.openings };
}
