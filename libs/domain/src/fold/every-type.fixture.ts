import fc from 'fast-check';
import { EVENT_DATA, EVENT_TYPES, type EventType, type HallEvent } from '@cockpit/contracts';
import { foldMatter, type Matter, type MatterEvent } from '../matter';
import { foldBooking, type BookingRow } from './booking';
import { foldConsult, type ConsultRow } from './consult';
import {
  isBookingEvent,
  isConsultEvent,
  isNotice,
  isPointEvent,
  isTerminalEvent,
  isTicketEvent,
  isWindowEvent,
  ticketOf,
  type FoldEvent,
} from './events';
import { hallDay, hallDayEnd, hallDayStart } from '../hall-day';
import { loadOfDay, type LoadRow } from './load';
import { foldPointCounts, pointCountOf, type PointCountRow } from './point';
import {
  FAULT_CARRY_MS,
  foldTerminalSpans,
  foldTerminalUses,
  type TerminalSpan,
  type TerminalUseRow,
} from './terminal';
import { foldDaySpans, type WindowSpan } from './spans';
import { foldVisit, type VisitRow } from './visit';

const MIN = 60_000;
export const ZONE = 'Asia/Shanghai';
/** 20:00 in the hall, so that the stories span the following midnight */
export const EVENING = Date.parse('2026-03-04T20:00:00+08:00');
export const SOURCE = '/tickets';
export const HALL = 'H32';

const at = fc.integer({ min: 0, max: 600 }).map((minute) => EVENING + minute * MIN);
const instant = at.map((time) => new Date(time).toISOString());
const of = (...values: string[]) => fc.constantFrom(...values);
const id = {
  ticketId: of('t1', 't2', 't3'),
  windowId: of('w1', 'w2'),
  officerId: of('o1', 'o2'),
  caseId: of('c1', 'c2'),
  terminalId: of('k1', 'k2'),
  bookingId: of('b1', 'b2'),
  consultId: of('q1', 'q2'),
};
const queue = of('household', 'traffic');
const hallId = fc.constant(HALL);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const ticket = { hallId, ticketId: id.ticketId };
const atWindow = { ...ticket, windowId: id.windowId, officerId: optional(id.officerId) };
const window = { hallId, windowId: id.windowId, officerId: optional(id.officerId) };
const matter = { hallId, caseId: id.caseId };
const terminal = { hallId, terminalId: id.terminalId };
const consult = {
  hallId: optional(hallId),
  consultId: id.consultId,
  tier: fc.constantFrom('ai', 'center', 'unit'),
  channel: of('phone', 'online'),
  line: optional(of('H/desk', 'D/service')),
};
const unit = of('approval', 'registry');
const slot = { queue, slotStart: instant, slotEnd: instant };
/** names of the events of a story; a notice may name itself or an event that is never sent */
const eventId = fc.integer({ min: 0, max: 45 }).map((n) => `e${String(n)}`);
const withdrawal = { ofId: eventId, ofSource: fc.constant(SOURCE) };

type Drafts = Record<EventType, Record<string, fc.Arbitrary<unknown>>>;

/** `data` of every event type, with so few names that the events interact. */
const DATA: Drafts = {
  'hall.ticket.issued': {
    ...ticket,
    number: of('A1', 'A2'),
    queue,
    item: optional(of('id-card')),
    channel: of('walk-in', 'booking'),
    bookingId: optional(id.bookingId),
    priority: optional(fc.boolean()),
  },
  'hall.ticket.called': atWindow,
  'hall.ticket.recalled': atWindow,
  'hall.ticket.started': { ...atWindow, items: optional(fc.constant(['id-card'])) },
  'hall.ticket.finished': { ...atWindow, result: of('done', 'accepted', 'supplement', 'refused') },
  'hall.ticket.no-show': { ...ticket, windowId: optional(id.windowId) },
  'hall.ticket.cancelled': { ...ticket, reason: optional(of('guided-mobile', 'left')) },
  'hall.ticket.transferred': { ...ticket, toQueue: queue, toWindowId: optional(id.windowId) },
  'hall.ticket.rated': { hallId, ticketId: id.ticketId, stars: fc.integer({ min: 1, max: 5 }) },
  'hall.window.opened': window,
  'hall.window.closed': window,
  'hall.window.resumed': window,
  'hall.window.paused': { ...window, reason: of('lunch') },
  'hall.window.fault': { ...window, device: of('printer'), code: of('E1') },
  'hall.window.restored': window,
  'hall.window.assigned': { ...window, queues: fc.constant(['traffic']) },
  'hall.queue.observed': { hallId, queue, waiting: fc.nat(50) },
  'hall.booking.created': { hallId, bookingId: id.bookingId, ...slot, item: optional(of('id-card')) },
  'hall.booking.cancelled': { hallId, bookingId: id.bookingId },
  'hall.case.accepted': { ...matter, kind: of('case', 'order'), channel: of('window', 'online'), unit },
  'hall.case.assigned': { ...matter, unit, officerId: optional(id.officerId) },
  'hall.case.stage-entered': { ...matter, stage: of('review', 'decide') },
  'hall.case.paused': { ...matter, reason: of('supplement', 'hearing') },
  'hall.case.resumed': { ...matter, reason: optional(of('supplement', 'hearing')) },
  'hall.case.extended': { ...matter, days: fc.integer({ min: 1, max: 5 }), approvedBy: of('chief') },
  'hall.case.closed': { ...matter, result: of('granted', 'refused') },
  'hall.case.reopened': matter,
  'hall.case.delivered': matter,
  'hall.case.urged': matter,
  'hall.case.replied': matter,
  'hall.case.commented': matter,
  'hall.case.verified': matter,
  'hall.case.struck-off': matter,
  'hall.case.excluded': { ...matter, reason: of('mistaken', 'malicious') },
  'hall.terminal.heartbeat': terminal,
  'hall.terminal.fault': { ...terminal, code: optional(of('E2')) },
  'hall.terminal.restored': terminal,
  'hall.terminal.used': {
    ...terminal,
    item: of('id-card', 'permit'),
    seconds: fc.integer({ min: 0, max: 600 }),
    outcome: of('done', 'given-up'),
  },
  'hall.point.counted': {
    hallId,
    pointId: of('p1'),
    item: of('id-card'),
    channel: of('self-service', 'counter'),
    from: instant,
    to: instant,
    count: fc.nat(100),
  },
  'hall.consult.asked': consult,
  'hall.consult.answered': consult,
  'hall.consult.escalated': consult,
  'hall.consult.abandoned': consult,
  'hall.notice.corrected': withdrawal,
  'hall.notice.voided': withdrawal,
};

const draft = fc
  .constantFrom(...EVENT_TYPES)
  .chain((type) => fc.record({ type: fc.constant(type), time: at, data: fc.record(DATA[type]) }));

/** A set of events of all types, including notices; ids are their positions. */
export const everyType = (size: { minLength: number; maxLength: number }): fc.Arbitrary<FoldEvent[]> =>
  fc.array(draft, size).map((drafts) =>
    drafts.map(({ type, time, data }, n) => {
      const name = `e${String(n)}`;
      return { id: name, identity: name, type, time, data: EVENT_DATA[type].parse(data) } as HallEvent & {
        identity: string;
      };
    }),
  );

export interface TableRows {
  visits: (VisitRow & { day: string })[];
  days: { day: string; spans: WindowSpan[]; load: LoadRow[]; terminals: TerminalSpan[]; uses: TerminalUseRow[] }[];
  bookings: (BookingRow & { day: string })[];
  points: (PointCountRow & { day: string })[];
  consults: (ConsultRow & { day: string })[];
  matters: Matter[];
}

/** Expected table rows of one hall and source, each folded from all events at once. @param idOf event id that notices use */
export function tableRows(
  events: readonly FoldEvent[],
  idOf: (event: FoldEvent) => string = ({ id: name }) => name,
): TableRows {
  const withdrawn = new Set(events.filter(isNotice).map(({ data }) => data.ofId));
  const valid = events.filter((event) => isNotice(event) || !withdrawn.has(idOf(event)));
  const visits = group(valid.filter(isTicketEvent), (event) => ticketOf(event)?.ticketId)
    .flatMap((own) => foldVisit(own) ?? [])
    .map((visit) => ({ ...visit, day: hallDay(visit.firstAt, ZONE) }));
  return {
    visits,
    days: [...new Set(events.map(({ time }) => hallDay(time, ZONE)))].sort().map((day) =>
      dayOf(
        day,
        valid,
        visits.filter((visit) => visit.day === day),
      ),
    ),
    bookings: group(valid.filter(isBookingEvent), ({ data }) => data.bookingId)
      .flatMap((own) => foldBooking(own) ?? [])
      .map((row) => ({ ...row, day: hallDay(row.dayAt, ZONE) })),
    points: group(
      valid.filter(isPointEvent),
      (event) => `${event.data.pointId} ${hallDay(pointCountOf(event).from, ZONE)}`,
    )
      .flatMap((own) => foldPointCounts(own).counts)
      .map((row) => ({ ...row, day: hallDay(row.from, ZONE) })),
    consults: group(valid.filter(isConsultEvent), ({ data }) => data.consultId)
      .flatMap((own) => foldConsult(own) ?? [])
      .map((row) => ({ ...row, day: hallDay(row.dayAt, ZONE) })),
    matters: group(valid.filter(isMatter), ({ data }) => data.caseId).map((own) =>
      foldMatter(own[0]?.data.caseId ?? '', own, ['review', 'decide']),
    ),
  };
}

function dayOf(day: string, valid: readonly FoldEvent[], visits: readonly VisitRow[]): TableRows['days'][number] {
  const [from, to] = [hallDayStart(day, ZONE), hallDayEnd(day, ZONE)];
  const hallEvents = valid.filter((event) => isTicketEvent(event) || isWindowEvent(event) || isTerminalEvent(event));
  const spans = foldDaySpans(HALL, hallEvents, from, to);
  return {
    day,
    spans,
    load: loadOfDay(visits, spans),
    terminals: foldTerminalSpans(
      HALL,
      hallEvents.filter(({ time }) => time >= from - FAULT_CARRY_MS),
      from,
      to,
    ),
    uses: foldTerminalUses(
      HALL,
      hallEvents.filter(({ time }) => time >= from && time < to),
    ),
  };
}

const isMatter = (event: FoldEvent): event is FoldEvent & MatterEvent => event.type.startsWith('hall.case.');

/** Events grouped by name, ordered by name. */
function group<E extends FoldEvent>(events: readonly E[], nameOf: (event: E) => string | undefined): E[][] {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const name = nameOf(event);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);
}
