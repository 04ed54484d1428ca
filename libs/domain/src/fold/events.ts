import { hallOf, isKept, type HallEvent } from '@cockpit/contracts';
import { TICKET_KINDS, WINDOW_KINDS, type TicketKind, type TicketMove } from '../lifecycle';

/** A log event with its unique identity, which folding needs. */
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

/** Parses an instant in an event's data to epoch ms; null if it is absent or invalid for ingestion. */
export function readInstant(text: string | undefined): number | null {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return isKept(time) ? time : null;
}

const ranksOf = (prefix: string, kinds: readonly string[]): [string, number][] =>
  kinds.map((kind, rank) => [`hall.${prefix}.${kind}`, rank]);

/** Order of steps that a source reports with the same time. */
const RANK: ReadonlyMap<string, number> = new Map([
  ...ranksOf('ticket', [...TICKET_KINDS, 'rated']),
  ...ranksOf('window', WINDOW_KINDS),
  ...ranksOf('booking', ['created', 'cancelled']),
  ...ranksOf('terminal', ['heartbeat', 'used', 'restored', 'fault']),
  ...ranksOf('consult', ['asked', 'answered', 'escalated', 'abandoned']),
]);

/** A ticket event as input of the ticket's state machine; null for ratings, which change no stage. */
export function moveOf(event: TicketEvent): TicketMove | null {
  if (event.type === 'hall.ticket.rated') return null;
  const { data } = event;
  return {
    kind: event.type.slice('hall.ticket.'.length) as TicketKind,
    at: event.time,
    windowId: 'windowId' in data ? (data.windowId ?? null) : null,
    reason: 'reason' in data ? (data.reason ?? null) : null,
  };
}

/** A canonical order: time, then usual order of steps, then identity. */
export function inOrder<E extends FoldEvent>(events: Iterable<E>): E[] {
  const unique = new Map<string, E>();
  for (const event of events) if (!unique.has(event.identity)) unique.set(event.identity, event);
  return [...unique.values()].sort(
    (a, b) =>
      a.time - b.time || (RANK.get(a.type) ?? 99) - (RANK.get(b.type) ?? 99) || (a.identity < b.identity ? -1 : 1),
  );
}

/**
 * The entity of an event within its hall, which also clusters table rows: the case of a case event, else ticket, window, case, terminal,
 * booking, queue, point or consultation; for a notice, the withdrawn event.
 */
export function entityOf(event: HallEvent): string {
  const data: Readonly<Record<string, unknown>> = event.data;
  // a case may name its first ticket, but the case is the entity
  if (event.type.startsWith('hall.case.') && typeof data['caseId'] === 'string') return data['caseId'];
  for (const key of ENTITY_KEYS) {
    const value = data[key];
    if (typeof value === 'string') return value;
  }
  return '';
}

const ENTITY_KEYS = [
  'ticketId',
  'caseId',
  'terminalId',
  'bookingId',
  'consultId',
  'pointId',
  'windowId',
  'queue',
  'ofId',
] as const;

/** The ticket that an event changes, or null. A rating of a case changes no visit. */
export function ticketOf(event: HallEvent): { hall: string; ticketId: string } | null {
  if (!event.type.startsWith('hall.ticket.')) return null;
  const hall = hallOf(event);
  const ticketId = 'ticketId' in event.data ? event.data.ticketId : undefined;
  return hall !== null && ticketId !== undefined ? { hall, ticketId } : null;
}
