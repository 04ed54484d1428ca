export * from './document';
export * from './records';
export * from './runs';
export * from './chart';
