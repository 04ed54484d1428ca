export * from './change';
export * from './compare';
export * from './control-chart';
export * from './funnel';
export * from './rank-move';
export * from './rank-sets';
export * from './run-rules';
