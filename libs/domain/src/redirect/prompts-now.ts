import type { HallState } from '../live';
import type { Unchanged } from '../predict/what-if';
import { checkPrompt, type PromptClaim } from './check-prompt';
import { explain } from './explain';
import type { RedirectParams } from './params';
import { recommend, type PromptProposal } from './recommend';
import type { RedirectView } from './view';
import { isWorthShowing } from './worth';

const MINUTE = 60_000;

/**
 * What to prompt now, told with the figures of the simulation and true of the hall as it stands. The product and its benchmark both ask
 * here, so that what is measured is what is shown.
 */
export function promptsNow(unchanged: Unchanged, view: RedirectView, params: RedirectParams): PromptProposal[] {
  const { state } = unchanged;
  return recommend(view, params, (proposal) => {
    const explained = explain(proposal, unchanged, view, params);
    const told = explained === null ? null : asKept(explained);
    if (told === null) return null;
    const claim = claimOf(told, state);
    return isWorthShowing(claim, { state, view, params }) &&
      checkPrompt(claim, { state, params, otherHalls: view.otherHalls }).length === 0
      ? told
      : null;
  });
}

/** With the figures as they are kept and read – whole seconds, tenths of a minute: what is checked now is what is checked later. */
function asKept(proposal: PromptProposal): PromptProposal {
  const predicted = Object.entries(proposal.predicted).map(
    ([queue, waits]) =>
      [
        queue,
        {
          beforeP50Min: inSeconds(waits.beforeP50Min),
          afterP50Min: inSeconds(waits.afterP50Min),
          beforeP80Min: inSeconds(waits.beforeP80Min),
          afterP80Min: inSeconds(waits.afterP80Min),
        },
      ] as const,
  );
  return { ...proposal, gainMin: Math.round(proposal.gainMin * 10) / 10, predicted: Object.fromEntries(predicted) };
}

const inSeconds = (minutes: number): number => Math.round(minutes * 60) / 60;

/** What a proposal claims of the hall. */
export const claimOf = (proposal: PromptProposal, state: HallState): PromptClaim => ({
  ...proposal,
  until: proposal.untilMin === undefined ? null : state.config.forecast.start + proposal.untilMin * MINUTE,
});
