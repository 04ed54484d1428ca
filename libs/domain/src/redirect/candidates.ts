import { has, isLinked, only, type QueueSet } from '../queue-set';
import type { FluidModel, MaskChange } from './fluid';
import { wasSaid } from './repeated';
import type { RedirectParams } from './params';
import type { PastPrompt, RedirectView, WindowView } from './view';

export interface MaskCandidate extends MaskChange {
  readonly kind: 'reassign' | 'link';
  readonly window: number;
}

/** Still to be answered or to be carried out: the hall will change without a further prompt. */
export const isPending = (prompt: PastPrompt, nowMin: number, params: RedirectParams): boolean =>
  prompt.state === 'accepted' || (prompt.state === 'shown' && nowMin - prompt.decidedMin <= params.expiryMin);

/** Nobody answered it. What was agreed to and never seen done had its answer all the same. */
const isLapsed = (prompt: PastPrompt): boolean => prompt.state === 'expired' && prompt.answeredMin === undefined;

/** Prompts of the last hour, refused ones included: they too took the supervisor's attention. One that expired found nobody to take it from. */
export const usedInLastHour = (view: RedirectView): number =>
  view.past.filter((p) => p.own !== true && !isLapsed(p) && p.decidedMin > view.nowMin - 60).length;

/** Prompts of the last hour since somebody last did anything about one. */
function sinceHeard(view: RedirectView): PastPrompt[] {
  const heardMin = Math.max(
    view.nowMin - 60,
    ...view.past.filter((p) => p.state !== 'cancelled').map((p) => p.answeredMin ?? -Infinity),
  );
  return view.past.filter((p) => p.own !== true && p.decidedMin > heardMin);
}

/** How many of them nobody answered before they fell away. */
export const lapsed = (view: RedirectView): number => sinceHeard(view).filter(isLapsed).length;

/** Whether nobody seems to be there: so many lapsed, one of them a moment ago. Then one is given now and then, and no more. */
export const isLeftAlone = (view: RedirectView, params: RedirectParams): boolean =>
  lapsed(view) >= params.maxLapsed && sinceHeard(view).some((p) => p.decidedMin > view.nowMin - params.lapsedRestMin);

/** Prompts nobody has answered yet: more than a few at once and the one that matters is lost among them. */
export const unanswered = (view: RedirectView, params: RedirectParams): number =>
  view.past.filter((p) => p.state === 'shown' && view.nowMin - p.decidedMin <= params.expiryMin).length;

/** A refused assignment rests before it may be proposed again; an undone one counts as refused. */
export function isResting(view: RedirectView, params: RedirectParams, window: number, mask: QueueSet): boolean {
  return view.past.some(
    (p) =>
      p.window === window &&
      p.mask === mask &&
      (p.state === 'declined' || p.state === 'expired' || p.state === 'undone') &&
      view.nowMin - (p.answeredMin ?? p.decidedMin) < params.refusedCooldownMin,
  );
}

/** A window that a plan has told to do something else in a moment: nobody is asked twice. */
export const isOrdered = ({ ordered }: RedirectView, index: number): boolean =>
  ordered !== undefined && [...ordered.links, ...ordered.openings].some(({ window }) => window === index);

/** Windows that may be changed now: at work, settled since their last change, with nothing pending. */
function movable(view: RedirectView, params: RedirectParams, index: number, window: WindowView): boolean {
  if (window.reserve || (window.condition !== 'free' && window.condition !== 'busy') || !isLinked(window.skills))
    return false;
  if (view.nowMin - window.changedMin < params.settleMin) return false;
  return !isOrdered(view, index) && !view.past.some((p) => p.window === index && isPending(p, view.nowMin, params));
}

/**
 * Every change of a window's queues worth looking at. Windows that are alike (same home, skills, queues) compete first: the
 * one that is free soonest stands for all of them, which keeps sixty windows as cheap as six.
 */
export function maskCandidates(fluid: FluidModel, params: RedirectParams): MaskCandidate[] {
  const { view } = fluid;
  const best = new Map<string, MaskCandidate>();
  view.windows.forEach((window, index) => {
    if (!movable(view, params, index, window)) return;
    const startMin = Math.max(fluid.freeMin(window), view.nowMin + params.replyMin);
    for (const { kind, mask } of options(window, params, view.queues.length)) {
      if (isResting(view, params, index, mask)) continue;
      // One that was asked a moment ago does not stand for those that were not.
      const asked = wasSaid(view, params, { kind, window: index, mask });
      const key = `${String(asked)}/${String(window.home)}/${String(window.skills)}/${String(window.mask)}/${String(mask)}/${String(window.current)}`;
      const rival = best.get(key);
      if (rival === undefined || startMin < rival.startMin) best.set(key, { kind, window: index, mask, startMin });
    }
  });
  return [...best.values()];
}

function options(
  window: WindowView,
  params: RedirectParams,
  queues: number,
): { kind: 'reassign' | 'link'; mask: QueueSet }[] {
  const found: { kind: 'reassign' | 'link'; mask: QueueSet }[] = [];
  if (params.kinds.includes('link') && window.mask !== window.skills) found.push({ kind: 'link', mask: window.skills });
  if (params.kinds.includes('reassign')) {
    for (let r = 0; r < queues; r += 1) {
      const mask = only(r);
      if (has(window.skills, r) && window.mask !== mask) found.push({ kind: 'reassign', mask });
    }
  }
  return found;
}
