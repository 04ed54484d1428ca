import type { HallState } from './state';
import type { LiveTicket } from './ticket';

/** What to do with a ticket that was never ended. */
export type StuckAdvice = 'finish' | 'no-show' | 'recall' | 'ask';

export interface StuckTicket {
  readonly ticketId: string;
  readonly number: string | null;
  readonly queue: string | null;
  readonly windowId: string | null;
  readonly state: 'called' | 'serving';
  /** epoch ms since when */
  readonly since: number;
  readonly forMin: number;
  /** long: far beyond the time of its item · end-lost: the window has served others since · window-gone: the window has closed */
  readonly why: 'long' | 'end-lost' | 'window-gone';
  readonly advice: StuckAdvice;
}

/** Minutes after a call without a start or no-show. */
const CALLED_MIN = 10;
/** Minutes of service, which must also exceed four times the mean. */
const SERVING_MIN = 45;
const TIMES_MEAN = 4;
/** Minutes in which a window may still report the end after its next call. */
const GRACE_MIN = 5;

/** Tickets that were called or in service far too long without an end, longest first: the feed lost the end or the hall overlooked them. */
export function stuckTickets(state: HallState): StuckTicket[] {
  const mean = new Map(state.config.items.map((item) => [item.code, item.meanServiceMin]));
  const stuck: StuckTicket[] = [];
  for (const ticket of state.tickets.values()) {
    if (ticket.state !== 'called' && ticket.state !== 'serving') continue;
    const forMin = (state.now - ticket.since) / 60_000;
    const why = reason(state, ticket, forMin, ticket.item === null ? undefined : mean.get(ticket.item));
    if (why === null) continue;
    const { id: ticketId, number, queue, windowId, state: stage, since } = ticket;
    stuck.push({ ticketId, number, queue, windowId, state: stage, since, forMin, why, advice: adviceFor(ticket, why) });
  }
  return stuck.sort((a, b) => a.since - b.since);
}

function reason(state: HallState, ticket: LiveTicket, forMin: number, meanMin = 10): StuckTicket['why'] | null {
  if (forMin < GRACE_MIN) return null;
  const window = ticket.windowId === null ? undefined : state.windows.get(ticket.windowId);
  if (window !== undefined && (window.state === 'closed' || window.state === 'offline')) return 'window-gone';
  if (window !== undefined && window.ticketId !== ticket.id) return 'end-lost';
  const limit = ticket.state === 'called' ? CALLED_MIN : Math.max(SERVING_MIN, TIMES_MEAN * meanMin);
  return forMin >= limit ? 'long' : null;
}

function adviceFor(ticket: LiveTicket, why: StuckTicket['why']): StuckAdvice {
  if (ticket.state === 'called') return why === 'long' ? 'recall' : 'no-show';
  return why === 'long' ? 'ask' : 'finish';
}
