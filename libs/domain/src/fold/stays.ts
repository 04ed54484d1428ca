import type { TicketEvent } from './events';

/** A stretch in which a ticket was at a window by its own events alone. Times epoch ms, `to` not included. */
export interface Stay {
  ticketId: string;
  windowId: string;
  state: 'called' | 'serving';
  from: number;
  /** the ticket's next step; null while none is known */
  to: number | null;
  /** whether its next step says that it was served here until then: a stay like this outlasts a call of the next ticket */
  isCertain: boolean;
  officerId: string | null;
}

/**
 * Where one ticket stayed, from its events in their order. An event ends or moves the stay of its own ticket and nobody else's, so
 * it does not matter whether the finish of one ticket and the call of the next at the same instant come in this order or the other.
 */
export function staysOf(ordered: Iterable<TicketEvent>): Stay[] {
  const stays: Stay[] = [];
  let open: Stay | null = null;
  const leave = (at: number, isEnd: boolean): void => {
    if (open === null) return;
    stays.push({ ...open, to: at, isCertain: isEnd && open.state === 'serving' });
    open = null;
  };
  for (const event of ordered) {
    switch (event.type) {
      case 'hall.ticket.called': case 'hall.ticket.recalled': case 'hall.ticket.started': {
        leave(event.time, false);
        const { ticketId, windowId, officerId } = event.data;
        const state = event.type === 'hall.ticket.started' ? 'serving' : 'called';
        open = { ticketId, windowId, state, from: event.time, to: null, isCertain: false, officerId: officerId ?? null };
        break;
      }
      case 'hall.ticket.finished': case 'hall.ticket.transferred': case 'hall.ticket.no-show': case 'hall.ticket.cancelled':
        leave(event.time, true);
        break;
      default:
    }
  }
  if (open !== null) stays.push(open);
  return stays;
}
