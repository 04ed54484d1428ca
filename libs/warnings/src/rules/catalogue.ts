import type { WarningRule } from '@cockpit/contracts';
import { FLAP_AFTER } from '@cockpit/domain';
import { PAST_RULES } from './past-rules';
import { REMINDER_RULES } from './reminder-rules';
import { COMING_RULES } from './coming-rules';
import { PULSE_RULES, WATCHDOG } from './pulse-rules';
import type { Rule } from './rule';
import { TICK_RULES } from './tick-rules';
import { UNIT_RULES } from './unit-rules';

/** What a rule needs to see: waits as they are, or what is predicted of them, which costs time. */
export const PREDICTED = new Set(['queue-predicted-wait', 'window-overload', 'windows-overloaded']);

const TESTABLE: ReadonlySet<string> = new Set(PAST_RULES.map(({ key }) => key));

const said = (
  { key, version, severity, unit, scope, threshold, forSec, keepFiringSec }: Rule,
  { testable, reminder = false }: { testable: boolean; reminder?: boolean },
): Omit<WarningRule, 'live'> => ({
  key,
  version,
  severity,
  unit,
  scope,
  threshold,
  forSec,
  keepFiringSec,
  predictive: key === 'queue-predicted-wait',
  flapAfter: reminder ? null : FLAP_AFTER,
  testable,
  reminder,
});

/** All that measure something, in the order of lists. */
export const MEASURED_RULES = [...TICK_RULES, ...PULSE_RULES, ...COMING_RULES, ...UNIT_RULES];

/** The rules there are. The heartbeat is none: it says that there are rules at all. */
export const RULES_IN_FORCE: readonly Omit<WarningRule, 'live'>[] = [
  ...MEASURED_RULES.filter(({ key }) => key !== WATCHDOG).map((rule) =>
    said(rule, { testable: TESTABLE.has(rule.key) }),
  ),
  ...REMINDER_RULES.map((rule) => said(rule, { testable: false, reminder: true })),
];
