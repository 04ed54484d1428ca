import type { HallState } from '../live';
import type { PredictOptions } from '../predict/options';
import { Unchanged } from '../predict/what-if';
import { checkPrompt, type PromptClaim } from './checkPrompt';
import { explain } from './explain';
import type { RedirectParams } from './params';
import { recommend, type PromptProposal } from './recommend';
import type { RedirectView } from './view';

const MINUTE = 60_000;

/**
 * What to prompt now, told with the figures of the simulation and true of the hall as it stands. The product and its benchmark both ask
 * here, so that what is measured is what is shown.
 */
export function promptsNow(state: HallState, view: RedirectView, params: RedirectParams, options: PredictOptions = {}): PromptProposal[] {
  let unchanged: Unchanged | undefined;
  return recommend(view, params, (proposal) => {
    const told = explain(proposal, (unchanged ??= new Unchanged(state, options)), view, params);
    return told === null || checkPrompt(claimOf(told, state), { state, params, otherHalls: view.otherHalls }).length > 0 ? null : told;
  });
}

/** What a proposal claims of the hall. */
export const claimOf = (proposal: PromptProposal, state: HallState): PromptClaim => ({
  ...proposal, until: proposal.untilMin === undefined ? null : state.config.forecast.start + proposal.untilMin * MINUTE,
});
