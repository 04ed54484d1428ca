import type { CARD_KINDS } from '@cockpit/contracts';
import type { Rule } from './rule';

export type ReminderKey = 'card-soon' | 'card-red' | 'card-unattended';
const AGAIN_AFTER_DAYS = 2;

const reminder = (key: ReminderKey): Rule & { readonly key: ReminderKey } => ({
  key,
  version: 1,
  severity: 'yellow',
  unit: 'd',
  scope: 'unit',
  threshold: AGAIN_AFTER_DAYS,
  forSec: 0,
  keepFiringSec: 0,
});

/** Cards nobody answers: told to whom they belong, and again after so many working days one level higher. Nothing is measured here. */
export const REMINDER_RULES: readonly (Rule & { readonly key: ReminderKey })[] = [
  reminder('card-soon'),
  reminder('card-red'),
  reminder('card-unattended'),
];

/** Which rule reminds of a kind of card. */
export const REMINDER_OF: Readonly<Record<(typeof CARD_KINDS)[number], ReminderKey>> = {
  yellow: 'card-soon',
  'stage-yellow': 'card-soon',
  red: 'card-red',
  'stage-red': 'card-red',
  unattended: 'card-unattended',
};
