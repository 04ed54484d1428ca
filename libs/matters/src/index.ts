export { MattersApiModule, MattersCoreModule, MattersLandingModule, MattersModule } from './matters.module';
export { Calendars } from './calendars/calendars';
export { CardIssuer } from './cards/card-issuer';
export { OverdueForecaster } from './forecast/overdue-forecaster';
export { Instants } from './keeper/instants';
export { MatterRebuild } from './keeper/rebuild';
export { Recompute } from './keeper/recompute';
export { DEFAULT_SHIFTS } from './grounds/offices';
export { matterId, ratingCase, type CaseKey } from './names';
