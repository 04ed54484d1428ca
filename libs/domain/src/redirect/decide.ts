import { at, pick } from '../numeric';
import { isLeftAlone, isPending, unanswered, usedInLastHour } from './candidates';
import { FluidModel, type NewcomerWait } from './fluid';
import type { Decision } from './decision';
import { guidedShare, possibleMoves, type Move } from './moves';
import type { RedirectParams } from './params';
import { isRepeated } from './repeated';
import { FORESEEN, LookAhead, relief, WITHIN_TWO_HOURS, type Relief, type Trouble } from './trouble';
import type { RedirectView } from './view';

export interface Choice {
  readonly decision: Decision;
  readonly move: Move;
  /** Expected saving ÷ what would have been enough. */
  readonly score: number;
  /** The queue it is for. */
  readonly trouble: Trouble;
  readonly relief: Relief;
  /** The look-ahead with everything pending, before the move. */
  readonly fluid: FluidModel;
}

/** What there is to help, worst first, and the best thing that can be done about the worst of it that anything can be done about. */
export interface Consideration {
  readonly troubles: readonly Trouble[];
  readonly choice: Choice | undefined;
  /** as many prompts stand or were given in the last hour as may be */
  readonly refused: boolean;
}

export interface ConsiderOptions {
  /** the last word on a measure */
  readonly allowed?: (fluid: FluidModel, move: Move) => boolean;
  /** help this queue and no other */
  readonly only?: number;
}

interface Scored {
  readonly move: Move;
  readonly gain: number;
  readonly score: number;
}

/** Looks for trouble and for what would help; `allowed` has the last word. */
export function consider(view: RedirectView, params: RedirectParams, options: ConsiderOptions = {}): Consideration {
  const { troubles, refused, choices } = survey(view, params, options);
  const [choice] = choices;
  return { troubles, choice, refused };
}

interface Survey extends Omit<Consideration, 'choice'> {
  /** Everything worth doing, best first; each is looked at only when it is asked for, and may come again for a lesser trouble. */
  readonly choices: Iterable<Choice>;
}

/**
 * The worst trouble comes first, and of what relieves it enough the measure that saves most waiting beyond its price: a threshold that
 * rises as the hour's budget is used up.
 */
export function survey(view: RedirectView, params: RedirectParams, options: ConsiderOptions = {}): Survey {
  if (view.nowMin >= view.closeMin || view.queues.length === 0) return { troubles: [], choices: [], refused: false };
  const ahead = new LookAhead(view, params);
  applyPending(ahead.fluid, params);
  const before = ahead.waits();
  const troubles = ahead.troubles(before);
  const used = usedInLastHour(view);
  const refused = used >= params.maxPerHour || unanswered(view, params) >= params.maxOpen || isLeftAlone(view, params);
  const choices = troubles.length === 0 || refused ? [] : choicesFor(troubles, ahead, before, used, options);
  return { troubles, choices, refused };
}

function* choicesFor(
  troubles: readonly Trouble[],
  ahead: LookAhead,
  before: readonly (readonly NewcomerWait[])[],
  used: number,
  options: ConsiderOptions,
): Generator<Choice, void> {
  const { view, params } = ahead;
  const fluid = new FluidModel(view, params);
  applyPending(fluid, params);
  const scored = worthwhile(fluid, params, 1 + used / params.targetPerHour, troubles);
  const after = new Map<Move, Ahead>();
  const left = ahead.leftAtClosing();
  for (const trouble of troubles) {
    const { queue } = trouble;
    if (options.only !== undefined && options.only !== queue) continue;
    for (const { move, gain, score } of scored) {
      if (isRepeated(view, params, move.decision, trouble)) continue;
      const seen = after.get(move) ?? waitsWith(ahead, move);
      after.set(move, seen);
      const moments = momentsOf(move.decision, trouble);
      const change =
        relief(
          pick(before, queue).slice(0, moments),
          pick(seen.waits, queue),
          params,
          leavingShare(move.decision, queue, params),
        ) ?? reliefAtClosing(queue, before, seen, left);
      if (change === undefined) continue;
      const putBack = fluid.keep();
      if (options.allowed?.(fluid, move) === false) continue;
      yield { decision: { ...move.decision, gain }, move, score, trouble, relief: change, fluid };
      putBack();
    }
  }
}

/** The decision alone. */
export const decide = (view: RedirectView, params: RedirectParams): Decision | undefined =>
  consider(view, params).choice?.decision;

/** Every possible measure whose expected saving, acceptance counted, is worth its price; best first. */
function worthwhile(
  fluid: FluidModel,
  params: RedirectParams,
  pressure: number,
  troubles: readonly Trouble[],
): Scored[] {
  const base = fluid.run();
  const scored: Scored[] = [];
  for (const move of possibleMoves(fluid, params, troubles)) {
    move.apply(fluid);
    const gain = base - fluid.run() + move.preference;
    move.undo(fluid);
    const score = (gain * params.acceptance) / (move.threshold * pressure);
    if (score >= 1) scored.push({ move, gain, score });
  }
  return scored.sort((a, b) => b.score - a.score);
}

interface Ahead {
  readonly waits: NewcomerWait[][];
  readonly left: Float64Array | null;
}

function waitsWith(ahead: LookAhead, move: Move): Ahead {
  move.apply(ahead.fluid);
  const seen = { waits: ahead.waits(), left: ahead.leftAtClosing() };
  move.undo(ahead.fluid);
  return seen;
}

/** At least one person fewer in line when the hall closes, where no wait falls by enough: the waits are then those of who comes now. */
function reliefAtClosing(
  queue: number,
  before: readonly (readonly NewcomerWait[])[],
  seen: Ahead,
  left: Float64Array | null,
): Relief | undefined {
  const [now] = pick(before, queue);
  const [then] = pick(seen.waits, queue);
  if (left === null || seen.left === null || now === undefined || then === undefined) return undefined;
  return at(left, queue) - at(seen.left, queue) < 1
    ? undefined
    : { inMin: 0, beforeP80Min: now.p80Min, afterP80Min: then.p80Min };
}

/**
 * How many moments a relief is looked for in. A link stands until somebody takes it back; everything else passes within the hour. For a
 * queue that is not busy yet nobody moves a window for what lies more than two hours ahead.
 */
function momentsOf({ kind }: Move['decision'], { coming }: Trouble): number | undefined {
  if (kind !== 'link' && kind !== 'reassign') return FORESEEN;
  return coming ? WITHIN_TWO_HOURS : undefined;
}

/** Guiding concerns the newcomers of an item: some of them need not wait any more, the others less. */
const leavingShare = ({ kind, channel, queue }: Move['decision'], relieved: number, params: RedirectParams): number =>
  kind !== 'guide' || queue !== relieved
    ? 0
    : channel === 'mobile'
      ? params.mobileCompliance
      : params.compliance * params.terminalSuccess;

/** Prompts under way, and what a plan has ordered, change the hall without another prompt. */
function applyPending(fluid: FluidModel, params: RedirectParams): void {
  const { view } = fluid;
  for (const { window: index, mask, startMin } of view.ordered?.links ?? []) {
    const window = view.windows[index];
    if (window !== undefined) fluid.apply({ window: index, mask, startMin: Math.max(fluid.freeMin(window), startMin) });
  }
  for (const { window: index, startMin, untilMin } of view.ordered?.openings ?? []) {
    const window = view.windows[index];
    if (window === undefined) continue;
    const backMin = Math.max(view.nowMin, startMin) + window.switchMin;
    fluid.replace(index, { ...window, condition: 'away', backMin, closesMin: untilMin, mask: window.skills });
  }
  for (const prompt of view.past) {
    if (!isPending(prompt, view.nowMin, params) || prompt.window === undefined || prompt.mask === undefined) continue;
    const window = view.windows[prompt.window];
    if (window === undefined || window.reserve) continue;
    fluid.apply({
      window: prompt.window,
      mask: prompt.mask,
      startMin: Math.max(fluid.freeMin(window), prompt.decidedMin + params.replyMin),
    });
  }
  view.items.forEach((item, i) => {
    const underWay = view.past.find((p) => p.kind === 'guide' && p.item === i && isPending(p, view.nowMin, params));
    const until = underWay === undefined ? item.guidedUntilMin : (underWay.untilMin ?? view.nowMin + params.guideMin);
    if (until > view.nowMin)
      fluid.scaleInflow(item.queue, 1 - guidedShare(view, params, item, item.channels[0]), view.nowMin, until);
  });
}
