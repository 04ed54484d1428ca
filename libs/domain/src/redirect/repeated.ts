import type { Decision } from './decision';
import type { RedirectParams } from './params';
import type { Trouble } from './trouble';
import type { PastPrompt, RedirectView } from './view';

const isSame = (past: PastPrompt, next: Omit<Decision, 'gain'>): boolean =>
  past.kind === next.kind &&
  past.window === next.window &&
  past.item === next.item &&
  (next.window === undefined
    ? past.queue === undefined || next.queue === undefined || past.queue === next.queue
    : past.mask === next.mask);

/** Clearly worse than when it was said last: half as much again, and by no less than the minutes a prompt must gain. */
const isClearlyWorse = (now: Trouble, before: number, params: RedirectParams): boolean =>
  now.waitMin >= params.worseFactor * before && now.waitMin >= before + params.reliefMin;

const said = (view: RedirectView, params: RedirectParams, next: Omit<Decision, 'gain'>): PastPrompt[] =>
  view.past.filter(
    (past) => past.own !== true && view.nowMin - past.decidedMin < params.repeatMin && isSame(past, next),
  );

/** Whether the same has been said within the last half hour. */
export const wasSaid = (view: RedirectView, params: RedirectParams, next: Omit<Decision, 'gain'>): boolean =>
  said(view, params, next).length > 0;

/** Whether somebody said no a moment ago: to the same at the same window, or to the same kind of thing for the same queue. */
export const isRefused = (
  view: Pick<RedirectView, 'nowMin' | 'past'>,
  params: Pick<RedirectParams, 'refusedCooldownMin'>,
  next: Pick<PastPrompt, 'kind' | 'window' | 'mask' | 'queue'>,
): boolean =>
  view.past.some(
    (past) =>
      (past.state === 'declined' || past.state === 'undone') &&
      past.kind === next.kind &&
      past.window === next.window &&
      (next.window === undefined ? past.queue === next.queue : past.mask === next.mask) &&
      view.nowMin - (past.answeredMin ?? past.decidedMin) < params.refusedCooldownMin,
  );

/**
 * Whether the same was refused a moment ago, or has been said within the last half hour, whatever came of it, and has not become clearly worse
 * since.
 */
export function isRepeated(
  view: RedirectView,
  params: RedirectParams,
  next: Omit<Decision, 'gain'>,
  trouble: Trouble,
): boolean {
  return (
    isRefused(view, params, next) ||
    said(view, params, next).some(
      (past) => !(past.troubleMin !== undefined && isClearlyWorse(trouble, past.troubleMin, params)),
    )
  );
}

/** For how many minutes more the same may not be proposed at a window, and whether somebody said no to it; undefined: it may be. */
export function mayAskIn(
  view: RedirectView,
  params: RedirectParams,
  next: Omit<Decision, 'gain'>,
  trouble: Trouble,
): { readonly declined: boolean; readonly minutes: number } | undefined {
  const waits = view.past.flatMap((past) => {
    if (past.window !== next.window || past.mask !== next.mask) return [];
    const no = past.state === 'declined' || past.state === 'undone';
    // a refused or unanswered assignment rests, whatever its kind
    const rests =
      no || past.state === 'expired' ? (past.answeredMin ?? past.decidedMin) + params.refusedCooldownMin : 0;
    const again =
      past.own !== true &&
      isSame(past, next) &&
      !(past.troubleMin !== undefined && isClearlyWorse(trouble, past.troubleMin, params))
        ? past.decidedMin + params.repeatMin
        : 0;
    const minutes = Math.ceil(Math.max(rests, again) - view.nowMin);
    return minutes > 0 ? [{ declined: no, minutes }] : [];
  });
  return waits.sort((a, b) => b.minutes - a.minutes)[0];
}
