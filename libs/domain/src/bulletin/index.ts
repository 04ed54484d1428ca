export * from './codes';
export * from './periods';
export * from './states';
export * from './readers';
