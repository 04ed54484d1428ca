// Warning rules, warnings and their life, back-tests, silences.
export { WarningsApiModule, WarningsCoreModule, WarningsModule } from './warnings.module';
export { CardReminders } from './reminders/card-reminders';
export { firingsOf } from './loop/firings';
export { redWarningsOpen, warningsSince } from './loop/waiting';
export { loopFacts, type LoopFact } from './loop/loop-facts';
export { WarningHistory, warningsAt, type WarningPast } from './warning-history';
