import type { HallEvent } from '@cockpit/contracts';
import { HallState, type HallConfig } from '../live';
import { Unchanged } from '../predict/what-if';
import { checkPrompt, type PromptClaim } from '../redirect/check-prompt';
import { openUntil } from '../redirect/open-until';
import { claimOf, promptsNow } from '../redirect/prompts-now';
import { isRefused } from '../redirect/repeated';
import { keepsWorth } from '../redirect/worth';
import type { PromptProposal } from '../redirect/recommend';
import type { Decision } from '../redirect/decision';
import { ViewReader } from '../redirect/from-state';
import type { RedirectParams } from '../redirect/params';
import type { PastPrompt, PromptState } from '../redirect/view';
import { benchHall, benchNames, type HallNames } from './bench-hall';
import { CLOSE_MIN, type SimDay } from './day';
import { SimFeed } from './feed';
import { carryOut } from './carry-out';
import { NO_PLAN, replan, type BenchPlan } from './plan';
import { PlanFollower } from './play-plan';
import { DayTally, type DayScore } from './score';
import { HallSimulator } from './simulator';
import { Supervisor, type Reply } from './supervisor';
import type { WaitObserver } from './steps';

export interface PlayOptions {
  readonly params: RedirectParams;
  readonly plan?: BenchPlan;
  /** The hall the day belongs to, where it is a real one: its configuration and forecast instead of the benchmark's. */
  readonly hall?: { readonly config: HallConfig; readonly names: HallNames };
  readonly onWait?: WaitObserver;
  /** Futures played for the figures of a prompt; see the predictor. */
  readonly paths?: number;
  /** Milliseconds of any steady clock; each decision's time is handed to `onDecisionMs`. */
  readonly clock?: () => number;
  readonly onDecisionMs?: (ms: number) => void;
  readonly onPrompt?: (minute: number, proposal: PromptProposal) => void;
  /** Sees every answer, in the order they are given; a prompt withdrawn before has none. Ids count the prompts: p1, p2, … */
  readonly onAnswer?: (answer: Answer) => void;
  /** Sees every event before the fold takes it in, the fold as it stands then, and the fold again when the day is over. */
  readonly onEvent?: (event: HallEvent, state: HallState) => void;
  readonly onDayOver?: (state: HallState) => void;
}

/** What the supervisor said to a prompt. */
export interface Answer {
  readonly id: string;
  readonly decision: Decision;
  readonly atMin: number;
  readonly accepted: boolean;
}

/** A prompt on its way through the benchmark: the recommender sees it as a past prompt. */
interface Given extends PastPrompt {
  id: string;
  state: PromptState;
  answeredMin?: number;
  untilMin?: number;
  readonly decision: Decision;
  readonly claim: PromptClaim;
  readonly reply: Reply;
}

/**
 * Plays one day with the product's own recommender: the simulator's events go through the production fold, the view is
 * read from the fold, and the supervisor of the benchmark answers what the recommender proposes.
 */
export function playRecommended(original: SimDay, options: PlayOptions): DayScore {
  const minutes = playMinutes(original, options);
  for (;;) {
    const step = minutes.next();
    if (step.done === true) return step.value;
  }
}

/** The same in pieces of a minute, for callers that must not hold up others meanwhile. */
export function* playMinutes(original: SimDay, options: PlayOptions): Generator<number, DayScore> {
  const plan = options.plan ?? NO_PLAN;
  const day = replan(original, plan);
  const { scenario } = day;
  const names = options.hall?.names ?? benchNames(day);
  const state = new HallState(options.hall?.config ?? benchHall(day, names));
  const reader = new ViewReader(state.config, options.params);
  const feed = new SimFeed(day, names, (event) => {
    options.onEvent?.(event, state);
    state.apply(event);
  });
  const tally = new DayTally(scenario.branches.length);
  const follower = new PlanFollower(day, plan);
  const simulator = new HallSimulator(day, {
    opening: (o) => follower.opening(o.window),
    onStep: feed.onStep,
    onWait: (...wait) => {
      tally.onWait(wait[0], wait[1]);
      options.onWait?.(...wait);
    },
  });
  feed.open((window) => follower.opening(window).mask);
  const supervisor = new Supervisor(day.day, scenario.supervisor);
  const past: Given[] = [];
  let waiting: Given[] = [];
  const played = options.paths === undefined ? {} : { paths: options.paths };
  const isTrue = ({ claim }: Given): boolean => checkPrompt(claim, { state, params: options.params }).length === 0;

  for (let minute = 1; minute <= CLOSE_MIN; minute += 1) {
    yield minute;
    for (let next = earliest(waiting, minute); next !== undefined; next = earliest(waiting, minute)) {
      const due = next;
      waiting = waiting.filter((g) => g !== due);
      simulator.advanceTo(due.reply.atMin);
      state.advance(names.opening + Math.floor(due.reply.atMin * 60_000));
      if (due.state === 'shown' && due.reply.accepted && !isTrue(due)) due.state = 'cancelled';
      if (due.state !== 'shown') continue;
      answer(simulator, due, options.params);
      if (!due.reply.accepted) withdrawSame(past, due, options.params);
      options.onAnswer?.({ id: due.id, decision: due.decision, atMin: due.reply.atMin, accepted: due.reply.accepted });
    }
    simulator.advanceTo(minute);
    follower.follow(simulator, minute);
    state.advance(names.opening + minute * 60_000);
    const begun = options.clock?.() ?? 0;
    for (const given of past)
      if (given.state === 'accepted' && state.carriedOut.has(given.id)) given.state = 'carried-out';
    const unchanged = new Unchanged(state, played);
    for (const given of past) {
      if (given.state !== 'shown') continue;
      if (!isTrue(given) || !keepsWorth(given.claim, unchanged, options.params)) given.state = 'cancelled';
    }
    const view = reader.view(state, { past, plannedGuides: follower.guides(minute) });
    const [proposal] = promptsNow(unchanged, view, options.params);
    if (options.clock !== undefined) options.onDecisionMs?.(options.clock() - begun);
    if (proposal === undefined || !supervisor.hasPatience(minute)) continue;
    const { decision } = proposal;
    options.onPrompt?.(minute, proposal);
    const given: Given = {
      ...decision,
      troubleMin: proposal.trouble.waitMin,
      id: `p${String(past.length + 1)}`,
      state: 'shown',
      decidedMin: minute,
      decision,
      claim: claimOf(proposal, state),
      reply: supervisor.show(minute),
    };
    past.push(given);
    waiting.push(given);
  }
  simulator.drain();
  options.onDayOver?.(state);
  const stranded = simulator.stranded();
  for (const ticket of stranded) {
    if (ticket.noShow) continue;
    tally.onWait(ticket.patienceMin, ticket.branch);
    options.onWait?.(ticket.patienceMin, ticket.branch, ticket);
  }
  return tally.score({
    day: day.day,
    tickets: day.tickets.length,
    prompts: past.length,
    switches: simulator.switches,
    stranded: stranded.length,
  });
}

function earliest(waiting: readonly Given[], minute: number): Given | undefined {
  let first: Given | undefined;
  for (const given of waiting)
    if (given.reply.atMin < minute && (first === undefined || given.reply.atMin < first.reply.atMin)) first = given;
  return first;
}

/** Who says no to one is not left with another that asks the same. */
function withdrawSame(past: readonly Given[], refused: Given, params: RedirectParams): void {
  const view = { nowMin: refused.reply.atMin, past: [refused] };
  for (const other of past) if (other.state === 'shown' && isRefused(view, params, other)) other.state = 'cancelled';
}

function answer(simulator: HallSimulator, given: Given, params: RedirectParams): void {
  const { decision, reply, id } = given;
  given.answeredMin = reply.atMin;
  given.state = reply.accepted ? 'accepted' : 'declined';
  if (!reply.accepted) return;
  if (decision.kind === 'open') given.untilMin = openUntil(reply.atMin, CLOSE_MIN, params);
  given.state = carryOut(simulator, decision, reply.atMin, id);
}
