// Warning rules, warnings and their life, back-tests, silences.
export { WarningsApiModule, WarningsCoreModule, WarningsModule } from './warnings.module';
export { CardReminders } from './reminders/card-reminders';
export { hangUp, sendProgress } from './back-test/send-progress';
export { TargetTrials } from './back-test/target-trials';
export type { TrialDay, WaitTargets } from './back-test/target-trial';
export { alertsGiven, type AlertGiven } from './gaps/alerts-given';
export { firingsOf } from './loop/firings';
export { redWarningsOpen, warningsSince } from './loop/waiting';
export { loopFacts, type LoopFact } from './loop/loop-facts';
export { WarningHistory, warningsAt, type WarningPast } from './warning-history';
export { hallMinute } from './rules/hall-minute';
export { PlayedWarnings } from './past/played-warnings';
export { keepRecordedWarnings, RecordedWarnings } from './past/recorded';
export { RecordedWarningsModule } from './past/recorded.module';
