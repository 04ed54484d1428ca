import type { WarningRule } from '@cockpit/contracts';
import { FLAP_AFTER } from '@cockpit/domain';
import { PAST_RULES } from './past-rules';
import { REMINDER_RULES } from './reminder-rules';
import { COMING_RULES } from './coming-rules';
import { PULSE_RULES, WATCHDOG } from './pulse-rules';
import type { MeasuredRule } from './rule';
import { TICK_RULES } from './tick-rules';
import { UNIT_RULES } from './unit-rules';

/** What a rule needs to see: waits as they are, or what is predicted of them, which costs time. */
export const PREDICTED = new Set(['queue-predicted-wait', 'window-overload', 'windows-overloaded']);

const TESTABLE: ReadonlySet<string> = new Set(PAST_RULES.map(({ key }) => key));

type RuleFacts = Omit<WarningRule, 'live'>;

const inLanguages = (texts: MeasuredRule<never>['fires'] | undefined): WarningRule['fires'] =>
  texts === undefined ? null : { 'zh-CN': texts[0], en: texts[1] };

const measured = <Seen>({ firesShort, clears, ...rule }: MeasuredRule<Seen>): RuleFacts => ({
  key: rule.key,
  version: rule.version,
  severity: rule.severity,
  unit: rule.unit,
  scope: rule.scope,
  threshold: rule.threshold,
  forSec: rule.forSec,
  keepFiringSec: rule.keepFiringSec,
  fires: inLanguages(firesShort),
  clears: typeof clears === 'number' ? clears : inLanguages(clears),
  predictive: rule.key === 'queue-predicted-wait',
  flapAfter: FLAP_AFTER,
  testable: TESTABLE.has(rule.key),
  reminder: false,
});

/** All that measure something, in the order of lists. */
export const MEASURED_RULES = [...TICK_RULES, ...PULSE_RULES, ...COMING_RULES, ...UNIT_RULES];

/** The rules there are. The heartbeat is none: it says that there are rules at all. */
export const RULES_IN_FORCE: readonly RuleFacts[] = [
  ...[
    ...TICK_RULES.map(measured),
    ...PULSE_RULES.map(measured),
    ...COMING_RULES.map(measured),
    ...UNIT_RULES.map(measured),
  ].filter(({ key }) => key !== WATCHDOG),
  ...REMINDER_RULES.map((rule) => ({
    ...rule,
    fires: null,
    clears: null,
    predictive: false,
    flapAfter: null,
    testable: false,
    reminder: true,
  })),
];
