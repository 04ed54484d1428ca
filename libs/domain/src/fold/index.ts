export {
  entityOf,
  inOrder,
  isBookingEvent,
  isConsultEvent,
  isNotice,
  isPointEvent,
  isTerminalEvent,
  isTicketEvent,
  isWindowEvent,
  readInstant,
  ticketOf,
  type FoldEvent,
  type NoticeEvent,
  type TerminalEvent,
  type TicketEvent,
  type WindowEvent,
} from './events';
export { bookingDays, foldBooking, type BookingRow } from './booking';
export {
  BOOKING_PROBLEMS,
  fillSlots,
  type BookingProblem,
  type FilledSlot,
  type OfferedSlot,
  type SlotFill,
} from './slots';
export {
  betweenTiers,
  foldConsult,
  type BetweenTiers,
  type ConsultLeg,
  type ConsultRow,
  type ConsultTier,
} from './consult';
export {
  FAULT_CARRY_MS,
  TERMINAL_SILENT_MS,
  foldTerminalSpans,
  foldTerminalUses,
  type TerminalSpan,
  type TerminalState,
  type TerminalUseRow,
} from './terminal';
export { coverOf, type TerminalCover, type WatchedTerminal, type WatchedTime } from './terminal-cover';
export { foldPointCounts, pointCountOf, type PointCountRow, type PointProblem } from './point';
export { VISIT_RESULTS, VisitFold, foldVisit, type VisitLeg, type VisitResult, type VisitRow } from './visit';
export { MIDNIGHT_MS, foldDaySpans, type SpanState, type WindowSpan } from './spans';
export { emptyLoad, LOAD_SLOT_MS, loadOfDay, waitBucket, type LoadRow, type LoadVisit } from './load';
