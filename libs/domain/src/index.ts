export * from './live';
export * from './fold';
