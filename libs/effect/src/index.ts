export { twinEffect, type Comparison } from './twin-effect';
export type { ComparedVisit } from './pair';
