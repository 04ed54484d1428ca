import type { PromptState } from '@cockpit/contracts';

/**
 * The life of a prompt. A hall may carry out what nobody answered on the screen; what was accepted can still lapse when
 * the hall never gets to it.
 */
export const PROMPT_MOVES: Readonly<Record<PromptState, readonly PromptState[]>> = {
  shown: ['accepted', 'declined', 'expired', 'cancelled', 'carried-out'],
  accepted: ['carried-out', 'done', 'undone', 'cancelled', 'expired'],
  'carried-out': ['done', 'undone'],
  done: [],
  declined: [],
  expired: [],
  cancelled: [],
  undone: [],
};

export const LIVE_STATES: readonly PromptState[] = ['shown', 'accepted', 'carried-out'];

/** What came to nothing stays in the snapshot for so long in hall time, so that the wall can say what became of it. */
export const ENDED_STATES: readonly PromptState[] = ['expired', 'cancelled', 'undone', 'declined'];
export const ENDED_SHOWN_MS = 2 * 60_000;

export const mayBecome = (from: PromptState, to: PromptState): boolean => PROMPT_MOVES[from].includes(to);
