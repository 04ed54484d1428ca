// Warning rules, warnings and their life, back-tests, silences.
export { WarningsApiModule, WarningsCoreModule, WarningsModule } from './warnings.module';
export { WarningHistory, warningsAt, type WarningPast } from './warning-history';
