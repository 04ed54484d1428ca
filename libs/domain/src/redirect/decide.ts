import { isPending, unanswered, usedInLastHour } from './candidates';
import { FluidModel } from './fluid';
import { guidedShare, possibleMoves, type Decision, type Move } from './moves';
import type { RedirectParams } from './params';
import type { RedirectView } from './view';

export interface Choice {
  readonly decision: Decision;
  readonly move: Move;
  /** Expected saving ÷ what would have been enough. */
  readonly score: number;
  /** The look-ahead with everything pending, before the move. */
  readonly fluid: FluidModel;
}

/**
 * The best thing to prompt now, or nothing. The expected saving (acceptance counted) must beat a threshold that rises as
 * the hour's budget is used up, so that the supervisor's attention is left for what matters. `allowed` has the last word.
 */
export function choose(view: RedirectView, params: RedirectParams, allowed: (fluid: FluidModel, move: Move) => boolean = () => true): Choice | undefined {
  const used = usedInLastHour(view);
  if (used >= params.maxPerHour || view.nowMin >= view.closeMin || view.queues.length === 0) return undefined;
  if (unanswered(view, params) >= params.maxOpen) return undefined;
  const fluid = new FluidModel(view, params);
  applyPending(fluid, params);
  const base = fluid.run();
  const pressure = 1 + used / params.targetPerHour;
  const scored: { move: Move; gain: number; score: number }[] = [];
  for (const move of possibleMoves(fluid, params)) {
    move.apply(fluid);
    const gain = base - fluid.run() + move.preference;
    move.undo(fluid);
    const score = (gain * params.acceptance) / (move.threshold * pressure);
    if (score >= 1) scored.push({ move, gain, score });
  }
  scored.sort((a, b) => b.score - a.score);
  const best = scored.find(({ move }) => allowed(fluid, move));
  return best === undefined ? undefined : { decision: { ...best.move.decision, gain: best.gain }, move: best.move, score: best.score, fluid };
}

/** The decision alone. */
export const decide = (view: RedirectView, params: RedirectParams): Decision | undefined => choose(view, params)?.decision;

/** Prompts under way change the hall without another one. */
function applyPending(fluid: FluidModel, params: RedirectParams): void {
  const { view } = fluid;
  for (const prompt of view.past) {
    if (!isPending(prompt, view.nowMin, params) || prompt.window === undefined || prompt.mask === undefined) continue;
    const window = view.windows[prompt.window];
    if (window === undefined || window.reserve) continue;
    fluid.apply({ window: prompt.window, mask: prompt.mask, startMin: Math.max(fluid.freeMin(window), prompt.decidedMin + params.replyMin) });
  }
  view.items.forEach((item, i) => {
    const underWay = view.past.some((p) => p.kind === 'guide' && p.item === i && isPending(p, view.nowMin, params));
    const until = underWay ? view.nowMin + params.guideMin : item.guidedUntilMin;
    if (until > view.nowMin) fluid.scaleInflow(item.queue, 1 - guidedShare(view, params, item, item.channels[0]), view.nowMin, until);
  });
}
