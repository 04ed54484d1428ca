export { DEED_CODES, type Deed, type DeedCode } from './deed';
export type { Measure } from './measure';
export { observedEffect, type ObservedEffect, type TicketEffect } from './observed-effect';
