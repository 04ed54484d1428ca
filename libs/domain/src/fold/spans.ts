import { WindowLife, type WindowKind } from '../lifecycle';
import { inOrder, isTicketEvent, isWindowEvent, type FoldEvent, type TicketEvent, type WindowEvent } from './events';
import { stageHistoryOf, type StageInterval } from './stage-history';

export type SpanState = 'idle' | 'called' | 'serving' | 'paused' | 'fault' | 'offline';

/** An interval in which a window had one state. Times epoch ms, `to` not included. */
export interface WindowSpan {
  hall: string;
  windowId: string;
  state: SpanState;
  from: number;
  to: number;
  officerId: string | null;
  ticketId: string | null;
}

/** A window with events this close to midnight on both sides counts as working across it. */
export const MIDNIGHT_MS = 4 * 3_600_000;

/**
 * Spans of every window of one hall on the day from `from` to `to`, from all events of the hall on that day and MIDNIGHT_MS around it, in
 * any order and repetition. A window that works across midnight does so on both days; one that was not closed in the evening does not work
 * through the night: each day starts offline.
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
    const clipped = {
      ...span,
      from: Math.max(span.from, from),
      to: Math.min(span.to, late.has(span.windowId) ? to : end),
    };
    return clipped.to > clipped.from ? [clipped] : [];
  });
}

/** Windows with events shortly before and shortly after an instant. */
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
 * Spans of all windows, from all events of one hall in any order and repetition. `offline` spans are omitted; they are the gaps. A window
 * still at work ends with the last event of the hall.
 */
export function foldSpans(hall: string, events: Iterable<FoldEvent>): WindowSpan[] {
  return spansOf(hall, inOrder(events));
}

function spansOf(hall: string, ordered: readonly FoldEvent[]): WindowSpan[] {
  const end = ordered.at(-1)?.time ?? 0;
  return [...timelines(ordered).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([windowId, timeline]) => timeline.spans(hall, windowId, end));
}

/** State of every window of one hall after its last event. */
export function lastStates(events: Iterable<FoldEvent>): Map<string, { state: SpanState; ticketId: string | null }> {
  return new Map(
    [...timelines(inOrder(events))].map(([windowId, timeline]) => {
      const { state, ticketId } = timeline.last();
      return [windowId, { state, ticketId }];
    }),
  );
}

function timelines(ordered: readonly FoldEvent[]): Map<string, Timeline> {
  const windows = new Map<string, Timeline>();
  const tickets = new Map<string, TicketEvent[]>();
  const windowAt = (windowId: string): Timeline => {
    let timeline = windows.get(windowId);
    if (timeline === undefined) windows.set(windowId, (timeline = new Timeline()));
    return timeline;
  };
  for (const event of ordered) {
    if (isWindowEvent(event)) windowAt(event.data.windowId).reports.push(event);
    else if (isTicketEvent(event) && event.type !== 'hall.ticket.rated') {
      const own = tickets.get(event.data.ticketId);
      if (own === undefined) tickets.set(event.data.ticketId, [event]);
      else own.push(event);
      if ('windowId' in event.data && event.data.windowId !== undefined)
        windowAt(event.data.windowId).ticketEvents.push(event);
    }
  }
  for (const own of tickets.values()) for (const stay of stageHistoryOf(own)) windowAt(stay.windowId).stays.push(stay);
  return windows;
}

function windowOf(event: FoldEvent): string | null {
  if (isWindowEvent(event)) return event.data.windowId;
  return isTicketEvent(event) && 'windowId' in event.data ? (event.data.windowId ?? null) : null;
}

interface Moment {
  state: SpanState;
  officerId: string | null;
  ticketId: string | null;
}

const OFFLINE: Moment = { state: 'offline', officerId: null, ticketId: null };

/**
 * One window. The result does not depend on the order of events at the same instant. A pause, fault or closing lasts until a later report
 * ends it or a call proves that the window works; otherwise a window with a ticket is busy, and one without is idle.
 */
class Timeline {
  readonly reports: WindowEvent[] = [];
  /** ticket events that name the window */
  readonly ticketEvents: TicketEvent[] = [];
  readonly stays: StageInterval[] = [];

  spans(hall: string, windowId: string, end: number): WindowSpan[] {
    const spans: WindowSpan[] = [];
    let since = 0;
    let current = OFFLINE;
    const until = (at: number): void => {
      if (current.state !== 'offline' && at > since) spans.push({ hall, windowId, ...current, from: since, to: at });
    };
    for (const [at, moment] of this.moments()) {
      if (
        moment.state === current.state &&
        moment.ticketId === current.ticketId &&
        moment.officerId === current.officerId
      )
        continue;
      until(at);
      since = at;
      current = moment;
    }
    until(end);
    return spans;
  }

  last(): Moment {
    let last = OFFLINE;
    for (const [, moment] of this.moments()) last = moment;
    return last;
  }

  /** The state from each instant of a change on. */
  private *moments(): Generator<[number, Moment]> {
    const stays = this.ended();
    const life = new WindowLife();
    const ordered = [...this.ticketEvents];
    const arriving = [...stays].sort((a, b) => a.from - b.from);
    const times = new Set([...this.reports, ...ordered].map(({ time }) => time));
    for (const stay of stays) {
      times.add(stay.from);
      if (Number.isFinite(stay.to)) times.add(stay.to);
    }
    let present: Ended[] = [];
    let officerId: string | null = null;
    let seenAt = Number.NEGATIVE_INFINITY;
    let calledAt = Number.NEGATIVE_INFINITY;
    let [nextReport, nextTouch, nextStay] = [0, 0, 0];
    const noteOfficer = (at: number, id: string | null | undefined): void => {
      if (id === null || id === undefined || (at === seenAt && officerId !== null && id < officerId)) return;
      officerId = id;
      seenAt = at;
    };
    for (const at of [...times].sort((a, b) => a - b)) {
      for (
        let report = this.reports[nextReport];
        report !== undefined && report.time <= at;
        report = this.reports[++nextReport]
      ) {
        life.step(kindOf(report), report.time, null);
        noteOfficer(report.time, report.data.officerId);
      }
      for (let touch = ordered[nextTouch]; touch !== undefined && touch.time <= at; touch = ordered[++nextTouch]) {
        if ('officerId' in touch.data) noteOfficer(touch.time, touch.data.officerId);
        if (isPlacing(touch)) calledAt = touch.time;
      }
      for (let stay = arriving[nextStay]; stay !== undefined && stay.from <= at; stay = arriving[++nextStay])
        present.push(stay);
      present = present.filter((stay) => stay.to > at);
      const ticket = present.reduce<Ended | null>(
        (best, stay) => (best === null || isAhead(stay, best) ? stay : best),
        null,
      );
      const stop = life.stop(calledAt)?.stop;
      if (stop !== undefined) yield [at, { state: stop === 'closed' ? 'offline' : stop, officerId, ticketId: null }];
      else if (ticket !== null)
        yield [at, { state: ticket.state, officerId: ticket.officerId ?? officerId, ticketId: ticket.ticketId }];
      else yield [at, { state: life.isHeard || nextTouch > 0 ? 'idle' : 'offline', officerId, ticketId: null }];
    }
  }

  /**
   * Ends stays without a certain end: a ticket that was never served, or whose finish was lost, leaves when the window calls the next
   * ticket or closes.
   */
  private ended(): Ended[] {
    const placings = this.ticketEvents
      .filter(isPlacing)
      .map(({ time, data }) => ({ from: time, ticketId: data.ticketId ?? '' }));
    const closings = this.reports.filter(({ type }) => type === 'hall.window.closed').map(({ time }) => time);
    return this.stays.flatMap((stay) => {
      const to = stay.to ?? Number.POSITIVE_INFINITY;
      const next = stay.isCertain
        ? to
        : Math.min(to, after(placings, stay), closings.find((time) => time > stay.from) ?? Number.POSITIVE_INFINITY);
      return next > stay.from ? [{ ...stay, to: next }] : [];
    });
  }
}

type Ended = Omit<StageInterval, 'to'> & { to: number };

/** When the window next called or started another ticket. `placings` in order of time. */
function after(placings: readonly { from: number; ticketId: string }[], stay: StageInterval): number {
  let [low, high] = [0, placings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placings[middle]?.from ?? 0) > stay.from) high = middle;
    else low = middle + 1;
  }
  for (let place = placings[low]; place !== undefined; place = placings[++low])
    if (place.ticketId !== stay.ticketId) return place.from;
  return Number.POSITIVE_INFINITY;
}

const isAhead = (a: Ended, b: Ended): boolean => a.from > b.from || (a.from === b.from && a.ticketId > b.ticketId);

const kindOf = ({ type }: WindowEvent): WindowKind => type.slice('hall.window.'.length) as WindowKind;

const isPlacing = ({ type }: TicketEvent): boolean =>
  type === 'hall.ticket.called' || type === 'hall.ticket.recalled' || type === 'hall.ticket.started';
