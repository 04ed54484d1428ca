import { foldDaySpans, foldVisit, isTicketEvent, type FoldEvent, type TicketEvent, type VisitRow } from '../fold';
import type { HallState } from '../live';
import { setOfCodes, only, type QueueSet } from '../queue-set';
import { placeOf } from '../predict/tickets/head-start';
import type { PredictView } from '../predict/tickets/view';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A window that is free beside somebody who waits for longer than this is not staffed, whatever it last reported. */
const FORSAKEN_MIN = 5;

/** One stay of a visitor in one queue, as it was. Minutes since the start of the hall day; Infinity: not within what was seen. */
export interface TraceTicket {
  readonly id: string;
  readonly number: string | null;
  readonly queue: number;
  readonly item: string | null;
  readonly atMin: number;
  /** the order of the line: smaller goes first */
  readonly place: number;
  readonly calledMin: number;
  /** when it left the line without a call */
  readonly leftMin: number;
  readonly guided: boolean;
  /** where it was called; −1 where nobody knows the window */
  readonly window: number;
  /** from the call until the window was free again */
  readonly tookMin: number | null;
  /** whether it was served, and not only called */
  readonly served: boolean;
}

export interface Absence {
  readonly fromMin: number;
  readonly toMin: number;
}

export interface TraceWindow {
  readonly absences: readonly Absence[];
  /** what it serves, from when on; the first from before everything */
  readonly serves: readonly { readonly fromMin: number; readonly mask: QueueSet }[];
}

/** What really happened in a hall between two moments of a day: who came, who was called where and for how long, who was there. */
export interface DayTrace {
  readonly fromMin: number;
  readonly untilMin: number;
  readonly tickets: readonly TraceTicket[];
  readonly windows: readonly TraceWindow[];
}

/**
 * @param events of the hall day, withdrawn ones left out
 * @param until epoch ms of the end of what is looked at
 */
export function dayTrace(state: HallState, view: PredictView, events: readonly FoldEvent[], until: number): DayTrace {
  const { dayStart } = state.config;
  const minuteOf = (time: number): number => (time - dayStart) / MINUTE_MS;
  const untilMin = minuteOf(until);
  const tickets = ticketsOf(state, view, events, minuteOf);
  const serves = masksOf(state, view, events, tickets, minuteOf);
  const there = stretches(state, events);
  const windows = view.windows.map(({ id }, w): TraceWindow => {
    const own = serves[w] ?? [];
    return { absences: absencesOf(there.get(id) ?? [], own, tickets, view.nowMin, untilMin, minuteOf), serves: own };
  });
  return { fromMin: view.nowMin, untilMin, tickets, windows };
}

function ticketsOf(
  state: HallState,
  view: PredictView,
  events: readonly FoldEvent[],
  minuteOf: (time: number) => number,
): TraceTicket[] {
  const codes = [...state.queues.keys()];
  const windows = new Map(view.windows.map(({ id }, w) => [id, w]));
  const byTicket = new Map<string, TicketEvent[]>();
  for (const event of events) {
    if (!isTicketEvent(event) || event.data.ticketId === undefined) continue;
    const own = byTicket.get(event.data.ticketId);
    if (own === undefined) byTicket.set(event.data.ticketId, [event]);
    else own.push(event);
  }
  const stays = [...byTicket.values()].flatMap((own) => {
    const visit = foldVisit(own);
    return visit === null ? [] : staysOf(visit, codes, windows, minuteOf, view.headStartMin);
  });
  return untilNextCall(stays).sort((a, b) => a.atMin - b.atMin || (a.id < b.id ? -1 : 1));
}

function staysOf(
  visit: VisitRow,
  codes: readonly string[],
  windows: ReadonlyMap<string, number>,
  minuteOf: (time: number) => number,
  headStartMin: number,
): TraceTicket[] {
  return visit.legs.flatMap((leg, i): TraceTicket[] => {
    const queue = codes.indexOf(leg.queue);
    if (queue < 0 || leg.enqueuedAt === null) return [];
    const isLast = i === visit.legs.length - 1;
    const atMin = minuteOf(leg.enqueuedAt);
    const window = leg.calledAt === null || leg.windowId === null ? -1 : (windows.get(leg.windowId) ?? -1);
    const gone = isLast ? (visit.cancelledAt ?? visit.noShowAt) : null;
    const ended = leg.endedAt ?? (leg.calledAt !== null && gone !== null && gone >= leg.calledAt ? gone : null);
    const calledMin = leg.calledAt === null ? Infinity : minuteOf(leg.calledAt);
    const left = leg.calledAt === null ? (gone ?? leg.endedAt) : window < 0 ? leg.calledAt : null;
    return [
      {
        id: visit.ticketId,
        number: visit.number,
        queue,
        item: visit.item,
        atMin,
        place: placeOf(atMin, visit.priority, headStartMin),
        // called where nobody knows: to the windows that are known it is somebody who went
        calledMin: window < 0 ? Infinity : calledMin,
        leftMin: left === null ? Infinity : minuteOf(left),
        guided: isLast && visit.result === 'guided',
        window,
        tookMin: ended === null || leg.calledAt === null ? null : Math.max(0, (ended - leg.calledAt) / MINUTE_MS),
        served: leg.startedAt !== null || (leg.endedAt !== null && !(isLast && visit.result === 'no-show')),
      },
    ];
  });
}

/** A ticket nobody ended is over when its window calls the next one. */
function untilNextCall(stays: readonly TraceTicket[]): TraceTicket[] {
  const calls = new Map<number, number[]>();
  for (const { window, calledMin } of stays)
    if (window >= 0)
      calls.set(
        window,
        [...(calls.get(window) ?? []), calledMin].sort((a, b) => a - b),
      );
  return stays.map((stay) => {
    if (stay.window < 0 || stay.tookMin !== null) return stay;
    const next = calls.get(stay.window)?.find((min) => min > stay.calledMin);
    return next === undefined ? stay : { ...stay, tookMin: next - stay.calledMin };
  });
}

/** What each window serves, from what it reported and from whom it called besides. */
function masksOf(
  state: HallState,
  view: PredictView,
  events: readonly FoldEvent[],
  tickets: readonly TraceTicket[],
  minuteOf: (time: number) => number,
): { fromMin: number; mask: QueueSet }[][] {
  const codes = [...state.queues.keys()];
  const changes = view.windows.map((): { fromMin: number; mask: QueueSet; adds: boolean }[] => []);
  const index = new Map(view.windows.map(({ id }, w) => [id, w]));
  for (const event of events) {
    if (event.type !== 'hall.window.assigned' && event.type !== 'hall.window.opened') continue;
    const { queues, windowId } = event.data;
    const fromMin = minuteOf(event.time);
    if (queues === undefined || fromMin <= view.nowMin) continue;
    changes[index.get(windowId) ?? -1]?.push({ fromMin, mask: setOfCodes(codes, queues), adds: false });
  }
  for (const { window, calledMin, queue } of tickets)
    if (calledMin > view.nowMin) changes[window]?.push({ fromMin: calledMin, mask: only(queue), adds: true });
  return changes.map((own, w) => {
    const serves = [{ fromMin: -Infinity, mask: view.windows[w]?.mask ?? 0n }];
    for (const { fromMin, mask, adds } of own.sort((a, b) => a.fromMin - b.fromMin)) {
      const last = serves.at(-1)?.mask ?? 0n;
      const next = adds ? last | mask : mask;
      if (next !== last) serves.push({ fromMin, mask: next });
    }
    return serves;
  });
}

interface Stretch extends Absence {
  readonly idle: boolean;
}

/** When each window was at work, from its reports and its calls. */
function stretches(state: HallState, events: readonly FoldEvent[]): Map<string, Stretch[]> {
  const { hall, dayStart } = state.config;
  const there = new Map<string, Stretch[]>();
  for (const span of foldDaySpans(hall.code, events, dayStart, dayStart + DAY_MS)) {
    if (span.state === 'paused' || span.state === 'fault' || span.state === 'offline') continue;
    const own = there.get(span.windowId) ?? [];
    own.push({ fromMin: span.from, toMin: span.to, idle: span.state === 'idle' });
    there.set(span.windowId, own);
  }
  return there;
}

/** The times between, and those at which it called nobody who stood beside it. */
function absencesOf(
  there: readonly Stretch[],
  serves: readonly { readonly fromMin: number; readonly mask: QueueSet }[],
  tickets: readonly TraceTicket[],
  fromMin: number,
  untilMin: number,
  minuteOf: (time: number) => number,
): Absence[] {
  const absences: Absence[] = [];
  let since = fromMin;
  const sorted = [...there].sort((a, b) => a.fromMin - b.fromMin);
  for (const stretch of sorted) {
    const [begin, end] = [minuteOf(stretch.fromMin), minuteOf(stretch.toMin)];
    if (end <= fromMin || begin >= untilMin) continue;
    if (stretch.idle && isForsaken(begin, end, serves, tickets)) continue;
    if (begin > since) absences.push({ fromMin: since, toMin: begin });
    since = Math.max(since, end);
  }
  if (since < untilMin) absences.push({ fromMin: since, toMin: Infinity });
  return absences;
}

function isForsaken(
  begin: number,
  end: number,
  serves: readonly { readonly fromMin: number; readonly mask: QueueSet }[],
  tickets: readonly TraceTicket[],
): boolean {
  if (end - begin <= FORSAKEN_MIN) return false;
  const mask = serves.findLast(({ fromMin }) => fromMin <= begin)?.mask ?? 0n;
  return tickets.some(
    ({ queue, atMin, calledMin, leftMin }) =>
      (mask & only(queue)) !== 0n && Math.min(end, calledMin, leftMin) - Math.max(begin, atMin) > FORSAKEN_MIN,
  );
}
