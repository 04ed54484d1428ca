export { BoardLearner, type BoardLearnerState } from './boards/learner';
export { offsetClock, readBoard, type BoardReading, type Clock } from './boards/reading';
export { loadPerWindow } from './load';
export type { HallPast, PredictOptions } from './options';
export { learnDay, readPast, recordedPast, writePast, type HallPastState } from './past';
export { isUnknown, UNKNOWN_REASONS, type Quote, type UnknownReason, type UnknownWait, type WaitQuote } from './quote';
export { RecordedHall } from './recorded';
export { forecastWaits, quote, quoteAll, type ForecastStep, type QuoteOptions } from './waits';
export { whatIf, type Change, type WhatIf } from './what-if';
