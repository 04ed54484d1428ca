// Pure rules, time as an argument: lives of tickets and windows, folds, live state, prediction, recommender, matters, benchmark.
export * from './live';
export * from './fold';
export * from './hall-day';
export * from './hallbench';
export * from './deadline';
export * from './escalation';
export * from './matter';
export * from './overdue';
export * from './redirect';
export * from './predict';
export * from './forecast';
export * from './feed';
export * from './queueSet';
export * from './rules';
export * from './targets';
export * from './bulletin';
export * from './comparison';
