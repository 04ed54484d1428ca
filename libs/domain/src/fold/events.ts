import { hallOf, type HallEvent } from '@cockpit/contracts';

/** An event that can be told from every other: folding needs nothing else of the log. */
export type FoldEvent = HallEvent & { readonly identity: string };

export type TicketEvent = Extract<FoldEvent, { type: `hall.ticket.${string}` }>;
export type WindowEvent = Extract<FoldEvent, { type: `hall.window.${string}` }>;
export type BookingEvent = Extract<FoldEvent, { type: `hall.booking.${string}` }>;
export type TerminalEvent = Extract<FoldEvent, { type: `hall.terminal.${string}` }>;
export type PointEvent = Extract<FoldEvent, { type: `hall.point.${string}` }>;
export type ConsultEvent = Extract<FoldEvent, { type: `hall.consult.${string}` }>;
export type NoticeEvent = Extract<FoldEvent, { type: `hall.notice.${string}` }>;

export const isTicketEvent = (event: FoldEvent): event is TicketEvent => event.type.startsWith('hall.ticket.');
export const isWindowEvent = (event: FoldEvent): event is WindowEvent => event.type.startsWith('hall.window.');
export const isBookingEvent = (event: FoldEvent): event is BookingEvent => event.type.startsWith('hall.booking.');
export const isTerminalEvent = (event: FoldEvent): event is TerminalEvent => event.type.startsWith('hall.terminal.');
export const isPointEvent = (event: FoldEvent): event is PointEvent => event.type.startsWith('hall.point.');
export const isConsultEvent = (event: FoldEvent): event is ConsultEvent => event.type.startsWith('hall.consult.');
export const isNotice = (event: FoldEvent): event is NoticeEvent => event.type.startsWith('hall.notice.');

const EARLIEST = Date.parse('1970-01-02T00:00:00Z');
const LATEST = Date.parse('2100-01-01T00:00:00Z');

/** An instant that stands within an event's data, epoch ms; null where there is none, or none that can be meant. */
export function readInstant(text: string | undefined): number | null {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return time >= EARLIEST && time < LATEST ? time : null;
}

/** What happens first when a source reports several steps within one tick of its clock. */
const RANK: Partial<Record<HallEvent['type'], number>> = {
  'hall.window.opened': 0, 'hall.ticket.issued': 0, 'hall.window.restored': 1, 'hall.window.resumed': 1, 'hall.window.assigned': 1,
  'hall.ticket.transferred': 2, 'hall.ticket.called': 3, 'hall.ticket.recalled': 4, 'hall.ticket.started': 5,
  'hall.ticket.no-show': 6, 'hall.ticket.finished': 7, 'hall.ticket.cancelled': 8, 'hall.ticket.rated': 9,
  'hall.booking.created': 0, 'hall.booking.cancelled': 1, 'hall.terminal.heartbeat': 0, 'hall.terminal.used': 1, 'hall.terminal.restored': 2,
  'hall.terminal.fault': 3, 'hall.consult.asked': 0, 'hall.consult.answered': 1, 'hall.consult.escalated': 2, 'hall.consult.abandoned': 3,
  'hall.window.paused': 10, 'hall.window.fault': 11, 'hall.window.closed': 12,
};

/** One order for every arrangement of the same events: time, then the usual order of steps, then identity. */
export function inOrder<E extends FoldEvent>(events: Iterable<E>): E[] {
  const unique = new Map<string, E>();
  for (const event of events) if (!unique.has(event.identity)) unique.set(event.identity, event);
  return [...unique.values()].sort(
    (a, b) => a.time - b.time || (RANK[a.type] ?? 99) - (RANK[b.type] ?? 99) || (a.identity < b.identity ? -1 : 1),
  );
}

/**
 * What an event is about within its hall, and what its table rows lie together by: the case of a case event, else the ticket,
 * window, case, terminal, booking, queue, point or consultation; a notice is about the event it withdraws.
 */
export function entityOf(event: HallEvent): string {
  const data: Readonly<Record<string, unknown>> = event.data;
  // a case may name the ticket it began with, and is not that ticket
  if (event.type.startsWith('hall.case.') && typeof data['caseId'] === 'string') return data['caseId'];
  for (const key of ENTITY_KEYS) {
    const value = data[key];
    if (typeof value === 'string') return value;
  }
  return '';
}

const ENTITY_KEYS = ['ticketId', 'caseId', 'terminalId', 'bookingId', 'consultId', 'pointId', 'windowId', 'queue', 'ofId'] as const;

/** The ticket an event changes, or null. A rating of a case changes no visit. */
export function ticketOf(event: HallEvent): { hall: string; ticketId: string } | null {
  if (!event.type.startsWith('hall.ticket.')) return null;
  const hall = hallOf(event);
  const ticketId = 'ticketId' in event.data ? event.data.ticketId : undefined;
  return hall !== null && ticketId !== undefined ? { hall, ticketId } : null;
}
