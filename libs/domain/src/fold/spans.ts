import { inOrder, isTicketEvent, isWindowEvent, type FoldEvent, type TicketEvent, type WindowEvent } from './events';

export type SpanState = 'idle' | 'called' | 'serving' | 'paused' | 'fault' | 'offline';

/** A stretch of time in which a window did one thing. Times epoch ms, `to` not included. */
export interface WindowSpan {
  hall: string;
  windowId: string;
  state: SpanState;
  from: number;
  to: number;
  officerId: string | null;
  ticketId: string | null;
}

interface Running { state: SpanState; since: number; officerId: string | null; ticketId: string | null; spans: WindowSpan[] }

/**
 * What every window of one hall did on one day, from all events of that hall and day in any order and repetition.
 * Stretches of `offline` are left out: they are the gaps. A window still at work is shown up to the last event of the hall.
 */
export function foldSpans(hall: string, events: Iterable<FoldEvent>): WindowSpan[] {
  const ordered = inOrder(events);
  const windows = new Map<string, Running>();
  for (const event of ordered) {
    const windowId = windowOf(event);
    if (windowId !== null && (isTicketEvent(event) || isWindowEvent(event))) advance(hall, windows, windowId, event);
    else if (isTicketEvent(event)) leaveWindow(hall, windows, event);
  }
  const end = ordered.at(-1)?.time ?? 0;
  for (const [windowId, running] of windows) change(hall, windowId, running, 'offline', end, null);
  return [...windows.values()]
    .flatMap((running) => running.spans)
    .sort((a, b) => (a.windowId < b.windowId ? -1 : a.windowId > b.windowId ? 1 : a.from - b.from));
}

function windowOf(event: FoldEvent): string | null {
  if (isWindowEvent(event)) return event.data.windowId;
  return isTicketEvent(event) && 'windowId' in event.data ? (event.data.windowId ?? null) : null;
}

function advance(hall: string, windows: Map<string, Running>, windowId: string, event: TicketEvent | WindowEvent): void {
  let running = windows.get(windowId);
  if (running === undefined) {
    running = { state: 'offline', since: event.time, officerId: null, ticketId: null, spans: [] };
    windows.set(windowId, running);
  }
  const next = nextState(running.state, event);
  const ticketId = next === 'called' || next === 'serving' ? (isTicketEvent(event) ? (event.data.ticketId ?? null) : running.ticketId) : null;
  if (next !== running.state || ticketId !== running.ticketId) change(hall, windowId, running, next, event.time, ticketId);
  if ('officerId' in event.data && event.data.officerId !== undefined) running.officerId = event.data.officerId;
}

/** Reports that contradict the state before win: the latest word of the window is what it does. */
function nextState(state: SpanState, event: TicketEvent | WindowEvent): SpanState {
  switch (event.type) {
    case 'hall.ticket.called': case 'hall.ticket.recalled': return 'called';
    case 'hall.ticket.started': return 'serving';
    case 'hall.ticket.finished': case 'hall.ticket.no-show': return 'idle';
    case 'hall.window.opened': case 'hall.window.resumed': return 'idle';
    case 'hall.window.restored': return state === 'fault' ? 'idle' : state;
    case 'hall.window.paused': return 'paused';
    case 'hall.window.fault': return 'fault';
    case 'hall.window.closed': return 'offline';
    default: return state;
  }
}

/** A ticket sent on, cancelled or missed without naming its window frees the window that held it. */
function leaveWindow(hall: string, windows: Map<string, Running>, event: TicketEvent): void {
  if (event.type !== 'hall.ticket.transferred' && event.type !== 'hall.ticket.cancelled' && event.type !== 'hall.ticket.no-show') return;
  for (const [windowId, running] of windows) {
    if (running.ticketId === event.data.ticketId) change(hall, windowId, running, 'idle', event.time, null);
  }
}

function change(hall: string, windowId: string, running: Running, state: SpanState, at: number, ticketId: string | null): void {
  if (running.state !== 'offline' && at > running.since) {
    running.spans.push({ hall, windowId, state: running.state, from: running.since, to: at, officerId: running.officerId, ticketId: running.ticketId });
  }
  running.state = state;
  running.since = at;
  running.ticketId = ticketId;
}
