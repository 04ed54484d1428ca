import type { RuleRecord } from '@cockpit/contracts';

/** Below how many percent of what a rule fires at it clears, as it is written; those that are missing look at something that is so or not. */
export const CLEARS_BELOW: Readonly<Record<string, number>> = {
  'queue-longest-wait': 80,
  'queue-wait-doubled': 80,
  'queue-predicted-wait': 80,
  'window-overload': 70,
  'windows-overloaded': 70,
  'window-idle': 50,
  'item-wait': 80,
  'plan-not-followed': 50,
  'source-rejections': 60,
  'consult-wait': 100,
  'consult-waiting': 70,
  'unit-overdue': 80,
};

/** It looks at something that is so or not: its number is no measure of anything. */
export const isYesOrNo = ({ threshold, reminder }: Pick<RuleRecord, 'threshold' | 'reminder'>): boolean =>
  threshold === 1 && !reminder;
