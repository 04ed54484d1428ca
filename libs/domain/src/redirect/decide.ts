import { isPending, maskCandidates, skillCount, usedInLastHour, type MaskCandidate } from './candidates';
import { FluidModel } from './fluid';
import type { RedirectParams } from './params';
import type { ItemView, RedirectView } from './view';

/** What is to be proposed, in numbers; `explain` turns it into words. */
export interface Decision {
  readonly kind: 'reassign' | 'link' | 'guide' | 'open' | 'recall' | 'other-hall';
  readonly window?: number;
  readonly mask?: number;
  readonly item?: number;
  readonly untilMin?: number;
  /** Person-minutes of waiting saved within the horizon if it is accepted. */
  readonly gain: number;
}

/** The best thing to do now, or nothing: the saving must beat a threshold that rises as the hour's budget is used up. */
export function decide(view: RedirectView, params: RedirectParams): Decision | undefined {
  const used = usedInLastHour(view);
  if (used >= params.maxPerHour) return undefined;
  if (view.nowMin >= view.closeMin) return undefined;
  const fluid = new FluidModel(view, params);
  applyPending(fluid, params);
  const base = fluid.run();
  const pressure = 1 + used / params.targetPerHour;
  let best: Decision | undefined;
  let bestScore = 0;
  const consider = (decision: Decision, threshold: number): void => {
    const score = (decision.gain * params.acceptance) / (threshold * pressure);
    if (score >= 1 && score > bestScore) {
      best = decision;
      bestScore = score;
    }
  };
  if (base > 1) for (const candidate of maskCandidates(fluid, params)) {
    const gain = base - tryMask(fluid, candidate) + preference(view, params, candidate);
    const { kind, window, mask } = candidate;
    consider({ kind, window, mask, gain }, params.threshold[kind]);
  }
  if (params.kinds.includes('guide')) for (const item of guidable(view, params)) {
    const gain = base - tryGuide(fluid, params, item);
    consider({ kind: 'guide', item, untilMin: view.nowMin + params.replyMin + params.guideMin, gain }, params.threshold.guide);
  }
  return best;
}

function tryMask(fluid: FluidModel, candidate: MaskCandidate): number {
  fluid.apply(candidate);
  const cost = fluid.run();
  fluid.apply(candidate, true);
  return cost;
}

function tryGuide(fluid: FluidModel, params: RedirectParams, index: number): number {
  const item = fluid.view.items[index];
  if (item === undefined) return Infinity;
  const from = fluid.view.nowMin + params.replyMin;
  const factor = 1 - guidedShare(fluid.view, params, item);
  fluid.scaleInflow(item.queue, factor, from, from + params.guideMin);
  const cost = fluid.run();
  fluid.scaleInflow(item.queue, 1 / factor, from, from + params.guideMin);
  return cost;
}

/** Share of a queue's work that guiding one of its items takes away. */
export function guidedShare(view: RedirectView, params: RedirectParams, item: ItemView): number {
  const mean = view.queues[item.queue]?.meanMin ?? item.meanMin;
  return ((item.meanMin * item.share) / mean) * params.compliance * params.terminalSuccess;
}

function guidable(view: RedirectView, params: RedirectParams): number[] {
  const pending = new Set(view.past.filter((p) => p.kind === 'guide' && isPending(p, view.nowMin, params)).map((p) => p.item));
  const active = new Set(view.items.flatMap((item, i) => (item.guidedUntilMin > view.nowMin ? [i] : [])));
  const taken = new Set([...pending, ...active]);
  return view.items.flatMap((item, i) => {
    if (!item.channels.includes('self-service') || pending.has(i)) return [];
    if (active.has(i)) return item.guidedUntilMin - view.nowMin <= params.replyMin ? [i] : [];
    return taken.size < params.maxGuidedItems ? [i] : [];
  });
}

/** Homewards is cheaper than it looks; officers who know everything are kept for when they are needed most. */
function preference(view: RedirectView, params: RedirectParams, candidate: MaskCandidate): number {
  const window = view.windows[candidate.window];
  if (window === undefined || candidate.kind !== 'reassign') return 0;
  if (window.home >= 0 && candidate.mask === 1 << window.home) return params.homeBonus;
  return -params.versatilityCost * (skillCount(window.skills) - 2);
}

/** Prompts under way change the hall without another one. */
function applyPending(fluid: FluidModel, params: RedirectParams): void {
  const { view } = fluid;
  for (const prompt of view.past) {
    if (!isPending(prompt, view.nowMin, params)) continue;
    if (prompt.window !== undefined && prompt.mask !== undefined) {
      const window = view.windows[prompt.window];
      if (window !== undefined) fluid.apply({ window: prompt.window, mask: prompt.mask, startMin: Math.max(fluid.freeMin(window), prompt.decidedMin + params.replyMin) });
    }
  }
  view.items.forEach((item, i) => {
    const underWay = view.past.find((p) => p.kind === 'guide' && p.item === i && isPending(p, view.nowMin, params));
    const until = underWay === undefined ? item.guidedUntilMin : view.nowMin + params.guideMin;
    if (until > view.nowMin) fluid.scaleInflow(item.queue, 1 - guidedShare(view, params, item), view.nowMin, until);
  });
}
