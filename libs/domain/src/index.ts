// Pure rules that take the time as an argument: ticket and window lifecycles, folds, live state, prediction, recommender, matters,
// benchmark.
export * from './live';
export * from './fold';
export * from './common-day';
export * from './hall-day';
export * from './hall-hours';
export * from './simulation';
export * from './deadline';
export * from './escalation';
export * from './matter';
export * from './overdue';
export * from './redirect';
export * from './predict';
export * from './observed';
export * from './forecast';
export * from './feed';
export * from './queue-set';
export * from './rules';
export * from './situation';
export * from './targets';
export * from './assessment';
export * from './bulletin';
export * from './comparison';
export * from './consequences';
