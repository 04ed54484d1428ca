export { actsOf } from './acts';
export type { Deed } from './deed';
export type { ObservedMeasure } from './measure';
export {
  observedEffect,
  observedTogether,
  type ObservedEffect,
  type ObservedTogether,
  type TicketEffect,
} from './observed-effect';
