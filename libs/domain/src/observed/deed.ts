import type { DeedCode } from '@cockpit/contracts';
import type { FoldEvent } from '../fold';
import type { HallState } from '../live';
import { has, type QueueSet } from '../queue-set';
import type { PredictView } from '../predict/tickets/view';
import type { Absence, DayTrace, TraceTicket } from './day-trace';
import { isOfWindow, type ObservedMeasure } from './measure';

/** Clocks of sources tell whole seconds. */
const SECOND_MIN = 1 / 60;
/** An officer who is back so little before the time was not called back. */
const EARLY_MIN = 1;

/** So much sooner or later than planned it is still that measure. */
export const GRACE_MIN = 10;

/** What was done of a measure, as the events of the day tell it. */
export interface Deed {
  readonly code: DeedCode;
  /** tickets served or people led away */
  readonly tickets: readonly string[];
  /** minutes the window was there for it; 0 for what no window does */
  readonly minutes: number;
  /** within what minutes of the day */
  readonly fromMin: number;
  readonly untilMin: number;
}

export function deedOf(
  measure: ObservedMeasure,
  state: HallState,
  view: PredictView,
  trace: DayTrace,
  events: readonly FoldEvent[],
): Deed {
  if (measure.kind === 'break') return breakMoved(measure, state, view, trace);
  return isOfWindow(measure) ? atWindow(measure, state, view, trace, events) : ledAway(measure, state, trace);
}

/** A link to queues that its window serves anyway asks for nothing. */
export function isDoneAlready(measure: ObservedMeasure, state: HallState, { windows }: PredictView): boolean {
  const window = windows.find(({ id }) => id === measure.windowId);
  return (
    measure.kind === 'link' &&
    window !== undefined &&
    helpedQueues(measure, [...state.queues.keys()], window.mask).length === 0
  );
}

/** From when on a measure can have been carried out. */
const startOf = ({ begins }: ObservedMeasure, { config }: HallState, { fromMin }: DayTrace): number =>
  begins === undefined ? fromMin : Math.max(fromMin, (begins - config.dayStart) / 60_000 - GRACE_MIN);

function ledAway(measure: ObservedMeasure, state: HallState, trace: DayTrace): Deed {
  const fromMin = startOf(measure, state, trace);
  const ownEnd = measure.until === null ? Infinity : (measure.until - state.config.dayStart) / 60_000;
  const untilMin = Math.min(trace.untilMin, ownEnd);
  const codes = [...state.queues.keys()];
  const gone = measure.kind === 'guide' ? trace.tickets.filter(isLed) : [];
  function isLed({ guided, leftMin, item, queue }: TraceTicket): boolean {
    if (!guided || leftMin < fromMin || leftMin > untilMin) return false;
    return item === null || measure.item === null ? measure.queues.includes(codes[queue] ?? '') : item === measure.item;
  }
  const tickets = gone.map(({ id }) => id);
  return { code: tickets.length > 0 ? 'led-away' : 'not-seen', tickets, minutes: 0, fromMin, untilMin };
}

function atWindow(
  measure: ObservedMeasure,
  state: HallState,
  view: PredictView,
  trace: DayTrace,
  events: readonly FoldEvent[],
): Deed {
  const fromMin = startOf(measure, state, trace);
  const w = view.windows.findIndex(({ id }) => id === measure.windowId);
  const window = view.windows[w];
  if (window === undefined) return { code: 'not-executed', tickets: [], minutes: 0, fromMin, untilMin: fromMin };
  const ofWindow = eventsOf(measure.windowId, events, state.config.dayStart, fromMin);
  const moves = measure.kind === 'link' || measure.kind === 'reassign';
  const codes = [...state.queues.keys()];
  const helped = helpedQueues(measure, codes, window.mask);
  const begun = ofWindow.find(({ queues }) => queues?.some((code) => helped.includes(codes.indexOf(code))) ?? false);
  // a reserve that was planned for a time is the plan's for that time
  const planned = moves || measure.begins === undefined || measure.until === null ? Infinity : measure.until;
  const untilMin = Math.min(
    trace.untilMin,
    (planned - state.config.dayStart) / 60_000 + GRACE_MIN,
    moves ? undone(ofWindow, begun, helped, codes) : wouldBeBack(measure, window.backMin, ofWindow),
  );
  const served = trace.tickets.filter(
    (ticket) =>
      ticket.window === w &&
      ticket.served &&
      ticket.calledMin > fromMin &&
      // whoever is back on time calls at that very moment
      ticket.calledMin < untilMin - SECOND_MIN &&
      helped.includes(ticket.queue),
  );
  const minutes = presentMin(trace.windows[w]?.absences ?? [], fromMin, untilMin);
  const isSeen = served.length > 0 || (moves ? begun !== undefined : minutes >= EARLY_MIN);
  // a hall whose windows call nobody by name shows no deed, whatever they do
  const isBlind = !trace.tickets.some((ticket) => ticket.window >= 0);
  const code = served.length > 0 ? 'served' : isBlind ? 'not-seen' : isSeen ? 'no-ticket' : 'not-executed';
  return { code, tickets: served.map(({ id }) => id), minutes: isSeen ? minutes : 0, fromMin, untilMin };
}

/** An officer who was away as planned and at the window when the roster had them away: whoever they called then is the deed's. */
function breakMoved(measure: ObservedMeasure, state: HallState, view: PredictView, trace: DayTrace): Deed {
  const minute = (time: number): number => (time - state.config.dayStart) / 60_000;
  const w = view.windows.findIndex(({ id }) => id === measure.windowId);
  const absences = trace.windows[w]?.absences ?? [];
  const { begins = 0, until, rostered } = measure;
  const planned = { fromMin: minute(begins), toMin: minute(until ?? begins) };
  const kept = { fromMin: minute(rostered?.from ?? begins), toMin: minute(rostered?.until ?? begins) };
  const span = { fromMin: kept.fromMin, untilMin: Math.max(kept.fromMin, Math.min(kept.toMin, trace.untilMin)) };
  const nothing = { code: 'not-executed', tickets: [], minutes: 0, ...span } as const;
  if (w < 0 || trace.untilMin < planned.toMin || kept.fromMin <= trace.fromMin) return nothing;
  const length = planned.toMin - planned.fromMin;
  const away = length - presentMin(absences, planned.fromMin, planned.toMin);
  const free = without([kept], planned.fromMin, planned.toMin);
  const freeMin = free.reduce((sum, one) => sum + one.toMin - one.fromMin, 0);
  const there = free.reduce(
    (sum, one) => sum + presentMin(absences, one.fromMin, Math.max(one.fromMin, Math.min(one.toMin, trace.untilMin))),
    0,
  );
  if (away < length / 2 || there < Math.min(freeMin, span.untilMin - span.fromMin) / 2) return nothing;
  const served = trace.tickets.filter(
    ({ window, served: isServed, calledMin }) =>
      window === w && isServed && free.some((one) => one.fromMin <= calledMin && calledMin < one.toMin),
  );
  const code = served.length > 0 ? 'served' : 'no-ticket';
  return { code, tickets: served.map(({ id }) => id), minutes: there, ...span };
}

/** Stretches less one of them. */
export const without = (stretches: readonly Absence[], fromMin: number, toMin: number): Absence[] =>
  stretches
    .flatMap((one) => [
      { fromMin: one.fromMin, toMin: Math.min(one.toMin, fromMin) },
      { fromMin: Math.max(one.fromMin, toMin), toMin: one.toMin },
    ])
    .filter((one) => one.toMin > one.fromMin);

/** What it served already is no deed of a link; one that is moved serves it instead of the rest; of a window that was not there everything is a deed. */
function helpedQueues({ kind, queues }: ObservedMeasure, codes: readonly string[], before: QueueSet): number[] {
  if (kind !== 'link' && kind !== 'reassign') return codes.map((_, q) => q);
  const asked = codes.flatMap((code, q) => (queues.includes(code) ? [q] : []));
  const added = asked.filter((q) => !has(before, q));
  return kind === 'reassign' && added.length === 0 ? asked : added;
}

interface WindowNews {
  readonly min: number;
  readonly isClosing: boolean;
  readonly queues: readonly string[] | undefined;
}

function eventsOf(id: string | null, events: readonly FoldEvent[], dayStart: number, fromMin: number): WindowNews[] {
  return events
    .flatMap((event): WindowNews[] => {
      if (
        event.type !== 'hall.window.assigned' &&
        event.type !== 'hall.window.opened' &&
        event.type !== 'hall.window.closed'
      )
        return [];
      const min = (event.time - dayStart) / 60_000;
      if (event.data.windowId !== id || min <= fromMin) return [];
      return [{ min, isClosing: event.type === 'hall.window.closed', queues: event.data.queues }];
    })
    .sort((a, b) => a.min - b.min);
}

/** When a window that was moved was taken away again. */
function undone(
  news: readonly WindowNews[],
  begun: WindowNews | undefined,
  helped: readonly number[],
  codes: readonly string[],
): number {
  const later = news.find(
    ({ min, isClosing, queues }) =>
      min > (begun?.min ?? -Infinity) &&
      (isClosing || (queues !== undefined && !queues.some((code) => helped.includes(codes.indexOf(code))))),
  );
  return later?.min ?? Infinity;
}

/** Until when a window is there only because of the measure. */
function wouldBeBack(measure: ObservedMeasure, backMin: number, news: readonly WindowNews[]): number {
  const closed = news.find(({ isClosing }) => isClosing)?.min ?? Infinity;
  return Math.min(closed, measure.kind === 'recall' || Number.isFinite(backMin) ? backMin : Infinity);
}

function presentMin(
  absences: readonly { readonly fromMin: number; readonly toMin: number }[],
  fromMin: number,
  untilMin: number,
): number {
  const away = absences.reduce(
    (sum, one) => sum + Math.max(0, Math.min(one.toMin, untilMin) - Math.max(one.fromMin, fromMin)),
    0,
  );
  return Math.max(0, untilMin - fromMin - away);
}
