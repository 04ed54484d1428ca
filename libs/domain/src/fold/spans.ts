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

/** How near to midnight a window must have been heard of, on both sides, to count as having been at work across it. */
export const MIDNIGHT_MS = 4 * 3_600_000;

interface Running { state: SpanState; since: number; officerId: string | null; ticketId: string | null; spans: WindowSpan[] }

/**
 * What every window of one hall did on the day from `from` to `to`, from all events of the hall on that day and MIDNIGHT_MS
 * around it, in any order and repetition. A window at work across midnight is so on both days; one that nobody closed in the evening
 * is not taken to have worked through the night: a new day begins offline.
 */
export function foldDaySpans(hall: string, events: Iterable<FoldEvent>, from: number, to: number): WindowSpan[] {
  const ordered = inOrder(events).filter((event) => event.time >= from - MIDNIGHT_MS && event.time < to + MIDNIGHT_MS);
  const today = ordered.filter((event) => event.time >= from && event.time < to);
  const early = working(ordered, from);
  const late = working(ordered, to);
  const own = ordered.filter((event) => {
    const windowId = windowOf(event);
    if (event.time < from) return windowId === null || early.has(windowId);
    return event.time < to || (windowId !== null && late.has(windowId));
  });
  const end = Math.min(to, today.at(-1)?.time ?? from);
  return spansOf(hall, own).flatMap((span) => {
    const clipped = { ...span, from: Math.max(span.from, from), to: Math.min(span.to, late.has(span.windowId) ? to : end) };
    return clipped.to > clipped.from ? [clipped] : [];
  });
}

/** Windows heard of shortly before an instant and shortly after it. */
function working(ordered: readonly FoldEvent[], at: number): Set<string> {
  const before = new Set<string>();
  const across = new Set<string>();
  for (const event of ordered) {
    const windowId = windowOf(event);
    if (windowId === null || event.time < at - MIDNIGHT_MS || event.time >= at + MIDNIGHT_MS) continue;
    if (event.time < at) before.add(windowId);
    else if (before.has(windowId)) across.add(windowId);
  }
  return across;
}

/**
 * What every window did, from all events of one hall in any order and repetition.
 * Stretches of `offline` are left out: they are the gaps. A window still at work is shown up to the last event of the hall.
 */
export function foldSpans(hall: string, events: Iterable<FoldEvent>): WindowSpan[] {
  return spansOf(hall, inOrder(events));
}

function spansOf(hall: string, ordered: readonly FoldEvent[]): WindowSpan[] {
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
