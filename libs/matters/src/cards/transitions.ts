import type { APPEAL_STATES, CARD_STATES } from '@cockpit/contracts';

type CardState = (typeof CARD_STATES)[number];
type AppealState = (typeof APPEAL_STATES)[number];

/**
 * The life of a card. `withdrawn` and `over` are ends for people; only what is known of the matter brings the card back, with the answer it had.
 * An explanation may be given again in other words.
 */
export const CARD_MOVES: Readonly<Record<CardState, readonly CardState[]>> = {
  issued: ['acknowledged', 'explained', 'withdrawn', 'over'],
  acknowledged: ['explained', 'withdrawn', 'over'],
  explained: ['explained', 'withdrawn', 'over'],
  withdrawn: ['issued', 'acknowledged', 'explained'],
  over: ['issued', 'acknowledged', 'explained'],
};

/** One appeal a card; what was decided stays decided. */
export const APPEAL_MOVES: Readonly<Record<AppealState, readonly AppealState[]>> = {
  none: ['open'],
  open: ['upheld', 'rejected'],
  upheld: [],
  rejected: [],
};

export const isFallen = (state: CardState): boolean => state === 'withdrawn' || state === 'over';
export const mayBecome = (from: CardState, to: CardState): boolean => CARD_MOVES[from].includes(to);
export const mayDecide = (from: AppealState, to: AppealState): boolean => APPEAL_MOVES[from].includes(to);
