export { entityOf, inOrder, isNotice, isTicketEvent, isWindowEvent, ticketOf, type FoldEvent, type NoticeEvent, type TicketEvent, type WindowEvent } from './events';
export { hallDay, hallDayEnd, hallDayStart, zoneOffset } from './hall-day';
export { VISIT_RESULTS, VisitFold, foldVisit, type VisitLeg, type VisitResult, type VisitRow } from './visit';
export { foldSpans, type SpanState, type WindowSpan } from './spans';
export { LOAD_SLOT_MS, loadOfDay, waitBucket, type LoadRow } from './load';
