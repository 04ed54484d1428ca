export { actsOf } from './acts';
export { GRACE_MIN, type Deed } from './deed';
export type { ObservedMeasure } from './measure';
export {
  observedEffect,
  observedTogether,
  type ObservedEffect,
  type ObservedTogether,
  type TicketEffect,
} from './observed-effect';
