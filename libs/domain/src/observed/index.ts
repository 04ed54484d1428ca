export type { Deed } from './deed';
export type { ObservedMeasure } from './measure';
export { observedEffect, type ObservedEffect, type TicketEffect } from './observed-effect';
