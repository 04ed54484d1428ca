import type { APPEAL_STATES, CARD_STATES } from '@cockpit/contracts';

type CardState = (typeof CARD_STATES)[number];
type AppealState = (typeof APPEAL_STATES)[number];

/**
 * States of a card. For people `withdrawn` and `over` are final; only changed facts bring the card back with its
 * answer. An explanation may be replaced.
 */
export const CARD_MOVES: Readonly<Record<CardState, readonly CardState[]>> = {
  issued: ['acknowledged', 'explained', 'withdrawn', 'over'],
  acknowledged: ['explained', 'withdrawn', 'over'],
  explained: ['explained', 'withdrawn', 'over'],
  withdrawn: ['issued', 'acknowledged', 'explained'],
  over: ['issued', 'acknowledged', 'explained'],
};

/** One appeal per card; decisions are final. */
export const APPEAL_MOVES: Readonly<Record<AppealState, readonly AppealState[]>> = {
  none: ['open'],
  open: ['upheld', 'rejected'],
  upheld: [],
  rejected: [],
};

export const isFallen = (state: CardState): boolean => state === 'withdrawn' || state === 'over';
export const mayBecome = (from: CardState, to: CardState): boolean => CARD_MOVES[from].includes(to);
export const mayDecide = (from: AppealState, to: AppealState): boolean => APPEAL_MOVES[from].includes(to);
