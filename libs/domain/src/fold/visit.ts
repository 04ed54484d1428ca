import { TicketLife } from '../lifecycle';
import { inOrder, moveOf, type TicketEvent } from './events';
import { hallDay } from '../hall-day';

/** One stay in one queue: a leg for each queue of the ticket, and for each time work continued after its end. Times epoch ms. */
export interface VisitLeg {
  queue: string;
  enqueuedAt: number | null;
  calledAt: number | null;
  startedAt: number | null;
  /** finished, or sent to the next leg */
  endedAt: number | null;
  windowId: string | null;
  officerId: string | null;
}

export const VISIT_RESULTS = [
  'waiting',
  'called',
  'serving',
  'done',
  'accepted',
  'supplement',
  'refused',
  'no-show',
  'cancelled',
  'guided',
] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

/** One visit to a hall. Times epoch ms; null if the source has not reported the value. */
export interface VisitRow {
  hall: string;
  ticketId: string;
  number: string | null;
  /** the queue of the first leg */
  queue: string;
  item: string | null;
  channel: string | null;
  bookingId: string | null;
  /** 0 by default */
  priority: number;
  visitorRef: string | null;
  quotedWaitSec: number | null;
  /** earliest time of any event of the ticket; decides the hall day */
  firstAt: number;
  issuedAt: number | null;
  /** first call */
  calledAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  /** last time absent when called */
  noShowAt: number | null;
  /** left, or guided elsewhere, before service */
  cancelledAt: number | null;
  windowId: string | null;
  officerId: string | null;
  items: string[];
  /** first call − issue */
  waitSec: number | null;
  /** sum of all legs with a call */
  totalWaitSec: number | null;
  /** time at windows, all legs */
  serviceSec: number | null;
  result: VisitResult;
  reason: string | null;
  stars: number | null;
  legs: VisitLeg[];
}

/**
 * Folds the ticket events of a visit, in any order and repetition; null if only a rating is known. All events must belong to one hall and
 * ticket; withdrawn events must be removed before.
 */
export function foldVisit(events: Iterable<TicketEvent>): VisitRow | null {
  const ordered = inOrder(events).filter(
    (event) => event.type !== 'hall.ticket.rated' || event.data.ticketId !== undefined,
  );
  const first = ordered.find((event) => event.type !== 'hall.ticket.rated');
  if (first === undefined) return null;
  const visit = emptyVisit(first);
  const life = new TicketLife();
  for (const event of ordered) step(visit, life, event);
  return summed(visit);
}

/** The same, event by event; order and repetition do not matter. */
export class VisitFold {
  private readonly events = new Map<string, TicketEvent>();
  private readonly times = new Set<number>();
  private folded: VisitRow | null | undefined;

  get size(): number {
    return this.events.size;
  }

  apply(event: TicketEvent): void {
    if (this.events.has(event.identity)) return;
    this.events.set(event.identity, event);
    this.times.add(event.time);
    this.folded = undefined;
  }

  withdraw(identity: string): void {
    if (this.events.delete(identity)) this.folded = undefined;
  }

  withdrawAll(identities: ReadonlySet<string>): void {
    for (const identity of this.events.keys()) if (identities.has(identity)) this.withdraw(identity);
  }

  /** all hall days of its events, including withdrawn ones, because an earlier row may exist there */
  days(timeZone: string): string[] {
    return [...new Set([...this.times].map((time) => hallDay(time, timeZone)))];
  }

  row(): VisitRow | null {
    this.folded ??= foldVisit(this.events.values());
    return this.folded;
  }
}

function emptyVisit(first: TicketEvent): VisitRow {
  return {
    hall: first.data.hallId,
    ticketId: first.data.ticketId ?? '',
    number: null,
    queue: '',
    item: null,
    channel: null,
    bookingId: null,
    priority: 0,
    visitorRef: null,
    quotedWaitSec: null,
    firstAt: first.time,
    issuedAt: null,
    calledAt: null,
    startedAt: null,
    finishedAt: null,
    noShowAt: null,
    cancelledAt: null,
    windowId: null,
    officerId: null,
    items: [],
    waitSec: null,
    totalWaitSec: null,
    serviceSec: null,
    result: 'waiting',
    reason: null,
    stars: null,
    legs: [],
  };
}

function step(visit: VisitRow, life: TicketLife, event: TicketEvent): void {
  if (event.type === 'hall.ticket.rated') visit.stars = event.data.stars;
  const move = moveOf(event);
  if (move === null) return;
  const before = life.stage;
  const effect = life.step(move);
  if (event.type === 'hall.ticket.issued') issue(visit, event);
  if (effect === 'ignored') return;
  if (effect === 'moved') {
    visit.result = life.stage === 'unknown' ? 'waiting' : life.stage;
    visit.finishedAt = visit.cancelledAt = null;
  }
  switch (event.type) {
    case 'hall.ticket.transferred': {
      transfer(visit, event);
      return;
    }
    case 'hall.ticket.called':
    case 'hall.ticket.recalled':
    case 'hall.ticket.started':
    case 'hall.ticket.finished': {
      if (before === 'done' && event.type === 'hall.ticket.started')
        visit.legs.push(newLeg(visit.legs.at(-1)?.queue ?? visit.queue, null));
      const leg = (effect === 'belongs-before' ? visit.legs.at(-2) : visit.legs.at(-1)) ?? firstLeg(visit);
      atWindow(visit, event, leg);
      if (effect === 'moved' && event.type === 'hall.ticket.finished') {
        visit.finishedAt = event.time;
        visit.result = event.data.result;
      }
      return;
    }
    case 'hall.ticket.no-show':
      visit.noShowAt = event.time;
      visit.reason = event.data.reason ?? null;
      return;
    case 'hall.ticket.cancelled':
      visit.cancelledAt = event.time;
      visit.reason = event.data.reason ?? null;
      return;
    default:
  }
}

type WindowStep = Extract<TicketEvent, { type: `hall.ticket.${'called' | 'recalled' | 'started' | 'finished'}` }>;

function atWindow(visit: VisitRow, event: WindowStep, leg: VisitLeg): void {
  leg.windowId = event.data.windowId;
  leg.officerId = event.data.officerId ?? leg.officerId;
  if (event.type === 'hall.ticket.finished') leg.endedAt = event.time;
  // a visitor served without a call (a quiet hall, a lost event) stopped waiting at that moment
  else leg.calledAt ??= event.time;
  if (event.type === 'hall.ticket.started') leg.startedAt ??= event.time;
  if (event.type === 'hall.ticket.started' || event.type === 'hall.ticket.finished') addItems(visit, event.data.items);
}

function issue(visit: VisitRow, event: Extract<TicketEvent, { type: 'hall.ticket.issued' }>): void {
  if (visit.issuedAt !== null) return; // reissuing a ticket does not restart its wait
  const { data } = event;
  visit.issuedAt = event.time;
  visit.number = data.number;
  visit.queue = data.queue;
  visit.item = data.item ?? null;
  visit.channel = data.channel;
  visit.bookingId = data.bookingId ?? null;
  visit.priority = Number(data.priority ?? 0);
  visit.visitorRef = data.visitorRef ?? null;
  visit.quotedWaitSec = data.quotedWaitSec ?? null;
  const [leg] = visit.legs;
  if (leg === undefined) visit.legs.push(newLeg(data.queue, event.time));
  else {
    leg.queue = data.queue;
    leg.enqueuedAt = event.time;
  }
}

function transfer(visit: VisitRow, event: Extract<TicketEvent, { type: 'hall.ticket.transferred' }>): void {
  const leg = visit.legs.at(-1) ?? firstLeg(visit);
  leg.endedAt ??= event.time;
  visit.legs.push({ ...newLeg(event.data.toQueue, event.time), windowId: event.data.toWindowId ?? null });
  visit.reason = event.data.reason ?? visit.reason;
}

function firstLeg(visit: VisitRow): VisitLeg {
  const leg = newLeg(visit.queue, null);
  visit.legs.push(leg);
  return leg;
}

const newLeg = (queue: string, enqueuedAt: number | null): VisitLeg => ({
  queue,
  enqueuedAt,
  calledAt: null,
  startedAt: null,
  endedAt: null,
  windowId: null,
  officerId: null,
});

function addItems(visit: VisitRow, items: readonly string[] | undefined): void {
  for (const item of items ?? []) if (!visit.items.includes(item)) visit.items.push(item);
}

function summed(visit: VisitRow): VisitRow {
  const { legs } = visit;
  visit.item ??= visit.items[0] ?? null;
  visit.calledAt = legs[0]?.calledAt ?? null;
  visit.startedAt = legs.find((leg) => leg.startedAt !== null)?.startedAt ?? null;
  const served = legs.findLast((leg) => leg.startedAt !== null) ?? legs.findLast((leg) => leg.calledAt !== null);
  visit.windowId = served?.windowId ?? null;
  visit.officerId = served?.officerId ?? null;
  visit.waitSec = seconds(visit.issuedAt, visit.calledAt);
  visit.totalWaitSec = total(legs.map((leg) => seconds(leg.enqueuedAt, leg.calledAt)));
  visit.serviceSec = total(legs.map((leg) => seconds(leg.startedAt, leg.endedAt)));
  return visit;
}

/** null if either end is missing; 0 for clocks that run backwards */
export const seconds = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from) / 1000;

function total(parts: readonly (number | null)[]): number | null {
  const knownParts = parts.filter((part) => part !== null);
  return knownParts.length === 0 ? null : knownParts.reduce((sum, part) => sum + part, 0);
}
