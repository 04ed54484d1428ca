// The live state of each hall, its snapshot, its event stream, and the decision of each hall minute.
export { DecisionClock, decidedMinute } from './decision-clock';
export { DecisionSteps, type DecisionContext } from './decisions/decision-steps';
export { HallStates } from './hall-states';
export { NETWORK_KEY, PULSE_KEY } from './keys';
export { LiveBindingsModule } from './live-bindings.module';
export { DaysLoadModule, LiveApiModule } from './live-api.module';
export { LiveComparison } from './live-comparison';
export { LiveCoreModule } from './live-core.module';
export { LiveModule } from './live.module';
export { Neighbours } from './neighbours';
export {
  eventsOfDay,
  HALL_CATALOGUE,
  STORED_EVENTS,
  QUOTE_STORE,
  type HallCatalogue,
  type IssuedQuote,
  type StoredEvents,
  type QuoteStore,
} from './ports';
export { applyLogged, standing } from './projector/hall-runtime';
export { HallConfigs } from './projector/hall-configs';
export { agedPulse } from './api/network';
export { LivePulses } from './api/live-pulses';
export { LiveSnapshots } from './api/live-snapshots';
export { LiveSections, NO_SECTIONS } from './sections';
export { estimateHall, forecastHall } from './view/estimate-hall';
export { NO_ESTIMATES, type HallEstimates } from './view/estimates';
export { liveHall, waitingIn } from './view/live-hall';
export { LiveStates } from './live-states';
