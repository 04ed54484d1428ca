import type { Condition, Handling } from '@cockpit/contracts';

/** Where a condition may go from where it is. `normal` and `resolved` end an instance; the next one is a new instance. */
export const CONDITION_MOVES: Readonly<Record<Condition, readonly Condition[]>> = {
  normal: ['pending'],
  pending: ['firing', 'normal', 'resolved'],
  firing: ['recovering', 'resolved', 'no_data', 'error'],
  recovering: ['firing', 'resolved', 'no_data', 'error'],
  no_data: ['firing', 'recovering', 'resolved', 'error'],
  error: ['firing', 'recovering', 'resolved', 'no_data'],
  resolved: [],
};

/** What people do about a warning, apart from whether it still holds. An acknowledgement that runs out falls back. */
export const HANDLING_MOVES: Readonly<Record<Handling, readonly Handling[]>> = {
  new: ['notified', 'acknowledged', 'acting', 'explained', 'snoozed'],
  notified: ['acknowledged', 'acting', 'explained', 'snoozed'],
  acknowledged: ['new', 'acting', 'explained', 'snoozed'],
  acting: ['notified', 'explained', 'snoozed'],
  snoozed: ['notified', 'acknowledged', 'explained'],
  explained: [],
};

export const isOver = (condition: Condition): boolean => condition === 'normal' || condition === 'resolved';
export const mayBecome = (from: Condition, to: Condition): boolean => CONDITION_MOVES[from].includes(to);
export const mayHandle = (from: Handling, to: Handling): boolean => HANDLING_MOVES[from].includes(to);
