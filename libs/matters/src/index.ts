// Everything with a deadline: clocks, stages, cards, appeals and packages.
export {
  CaseFinderModule,
  MattersApiModule,
  MattersCoreModule,
  MattersMarkerModule,
  MattersModule,
  MattersReadModule,
} from './matters.module';
export { noteActsTold, untoldActs, type ActToTell, type UntoldAct } from './tables/acts-to-tell';
export { Calendars } from './calendars/calendars';
export { cardsIssued, cardsStanding, cardsStepped, type CardFact } from './cards/card-facts';
export { cardsSince, cardsWaiting } from './cards/cards-waiting';
export { noteReminded, unansweredCards, type CardReminded, type UnansweredCard } from './cards/unanswered-cards';
export { CardIssuer } from './cards/card-issuer';
export { OverdueForecaster } from './forecast/overdue-forecaster';
export { Instants } from './worker/instants';
export { FileTidying } from './worker/file-tidying';
export { MatterRebuild } from './worker/rebuild';
export { Recompute } from './worker/recompute';
export { DEFAULT_SHIFTS } from './grounds/offices';
export { MatterCounter } from './api/matter-counter';
export { CaseFinder } from './api/case-finder';
export { MatterReader } from './api/matter-reader';
export { GroundsLoader } from './grounds/grounds-loader';
export { matterId, ratingCase, type CaseKey } from './names';
