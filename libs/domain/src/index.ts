export * from './live';
export * from './fold';
export * from './hallbench';
