export * from './helpless-now';
export * from './situation';
