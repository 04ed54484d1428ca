export * from './live';
export * from './fold';
export * from './hallbench';
export * from './deadline';
export * from './matter';
export * from './overdue';
export * from './redirect';
export * from './predict';
