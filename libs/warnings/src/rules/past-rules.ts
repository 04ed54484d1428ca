import { LINE_RULES, type ComingSeen } from './coming-rules';
import { DUTY_GAP } from './duty-rule';
import type { HallMinute } from './hall-minute';
import { FEED_ANOMALY, FEED_SILENT, PULSE_RULES, type HallPulse } from './pulse-rules';
import type { MeasuredRule } from './rule';
import { TICK_RULES } from './tick-rules';

/** What rules see of a minute of the past, as far as it is kept. */
export type PastMinute = HallMinute & HallPulse & ComingSeen;

/** Of those that follow the wall clock: what they look at is in the events and in the roster. */
const KEPT = new Set([FEED_SILENT, FEED_ANOMALY, DUTY_GAP]);

/** The rules that can be run over past days. */
export const PAST_RULES: readonly MeasuredRule<PastMinute>[] = [
  ...TICK_RULES,
  ...PULSE_RULES.filter(({ key }) => KEPT.has(key)),
  ...LINE_RULES,
];
