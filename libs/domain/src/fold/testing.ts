import fc from 'fast-check';
import type { HallEvent } from '@cockpit/contracts';
import { isTicketEvent, ticketOf, type FoldEvent, type TicketEvent } from './events';
import { foldVisit, type VisitRow } from './visit';

const MIN = 60_000;
/** 09:00 in the hall, Asia/Shanghai */
export const OPENING = Date.parse('2026-03-04T09:00:00+08:00');
const HALL = 'H32';

type Draft = HallEvent extends infer E ? (E extends HallEvent ? Omit<E, 'id'> : never) : never;

/** Names events by their position in a story, so that the same story has the same identities. */
export function named(drafts: readonly Draft[], prefix: string): FoldEvent[] {
  return drafts.map((draft, index) => ({
    ...draft,
    id: `${prefix}-${String(index)}`,
    identity: `${prefix}-${String(index)}`,
  }));
}

interface Plan {
  at: number;
  wait: number;
  walk: number;
  service: number;
  end: string;
  queue: string;
  windowId: string;
  legs: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  at: fc.integer({ min: 0, max: 480 }),
  wait: fc.integer({ min: 0, max: 200 }),
  walk: fc.integer({ min: 0, max: 2 }),
  service: fc.integer({ min: 0, max: 40 }),
  end: fc.constantFrom('done', 'supplement', 'no-show', 'cancelled', 'guided-mobile', 'waiting', 'serving'),
  queue: fc.constantFrom('household', 'traffic'),
  windowId: fc.constantFrom('w1', 'w2', 'w3'),
  legs: fc.integer({ min: 1, max: 3 }),
});

/** The events of one visit, for any plan: every ending of the contract and up to three legs. */
export function visitStory(ticketId: string, p: Plan): TicketEvent[] {
  const drafts: Draft[] = [];
  const base = { hallId: HALL, ticketId };
  let now = OPENING + p.at * MIN;
  drafts.push({
    type: 'hall.ticket.issued',
    time: now,
    data: { ...base, number: ticketId, queue: p.queue, channel: 'walk-in', item: 'id-card' },
  });
  for (let leg = 0; leg < p.legs; leg++) {
    const isLast = leg === p.legs - 1;
    now += p.wait * MIN;
    if (isLast && p.end === 'waiting') break;
    if (isLast && (p.end === 'cancelled' || p.end === 'guided-mobile')) {
      drafts.push({ type: 'hall.ticket.cancelled', time: now, data: { ...base, reason: p.end } });
      break;
    }
    const at = { ...base, windowId: p.windowId, officerId: `o-${p.windowId}` };
    drafts.push({ type: 'hall.ticket.called', time: now, data: at });
    now += p.walk * MIN;
    if (isLast && p.end === 'no-show') {
      drafts.push({ type: 'hall.ticket.no-show', time: now, data: { ...base, windowId: p.windowId } });
      break;
    }
    drafts.push({ type: 'hall.ticket.started', time: now, data: at });
    now += p.service * MIN;
    if (!isLast) drafts.push({ type: 'hall.ticket.transferred', time: now, data: { ...base, toQueue: 'order' } });
    else if (p.end === 'done' || p.end === 'supplement')
      drafts.push({ type: 'hall.ticket.finished', time: now, data: { ...at, result: p.end } });
  }
  return named(drafts, ticketId) as TicketEvent[];
}

const windowStory = fc
  .array(
    fc.record({
      at: fc.integer({ min: -30, max: 600 }),
      windowId: fc.constantFrom('w1', 'w2', 'w3'),
      step: fc.constantFrom('opened', 'closed', 'paused', 'resumed', 'fault', 'restored'),
    }),
    { maxLength: 12 },
  )
  .map((steps) =>
    named(
      steps.map(({ at, windowId, step }): Draft => {
        const time = OPENING + at * MIN;
        const data = { hallId: HALL, windowId };
        if (step === 'paused') return { type: 'hall.window.paused', time, data: { ...data, reason: 'break' } };
        if (step === 'fault')
          return { type: 'hall.window.fault', time, data: { ...data, device: 'printer', code: 'E1' } };
        return { type: `hall.window.${step}` as 'hall.window.opened', time, data };
      }),
      'window',
    ),
  );

/** A small hall day: visits and window reports. */
export const hallDayEvents: fc.Arbitrary<FoldEvent[]> = fc
  .tuple(fc.array(plan, { minLength: 1, maxLength: 12 }), windowStory)
  .map(([plans, windows]) => [
    ...plans.flatMap((p, index): FoldEvent[] => visitStory(`t${String(index)}`, p)),
    ...windows,
  ]);

/** The same events in any order, each repeated at least once. */
export const shuffled = <T>(events: readonly T[]): fc.Arbitrary<T[]> =>
  fc.tuple(fc.subarray([...events]), fc.infiniteStream(fc.nat())).map(([again, numbers]) => {
    const all = [...events, ...again, ...again].map((event) => ({ event, key: Number(numbers.next().value) }));
    return all.sort((a, b) => a.key - b.key).map(({ event }) => event);
  });

/** All visits of a hall, each folded from all events at once, as reference for the incremental folds. */
export function visitsOf(events: readonly FoldEvent[]): VisitRow[] {
  const byTicket = new Map<string, FoldEvent[]>();
  for (const event of events) {
    const ticket = ticketOf(event);
    if (ticket !== null) byTicket.set(ticket.ticketId, [...(byTicket.get(ticket.ticketId) ?? []), event]);
  }
  return [...byTicket.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => foldVisit(own.filter(isTicketEvent)) ?? []);
}

/** A copy in which `by` replaces every leaf value. */
export function exchanged<T>(value: T, by: (leaf: unknown) => unknown): T {
  if (Array.isArray(value)) return value.map((item: unknown) => exchanged(item, by)) as T;
  if (typeof value !== 'object' || value === null) return by(value) as T;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, exchanged<unknown>(field, by)])) as T;
}

/** Moves instants and days by a number of days. */
export const laterBy =
  (days: number) =>
  (leaf: unknown): unknown => {
    if (typeof leaf === 'number' && leaf > 1e12) return leaf + days * 24 * 60 * MIN;
    if (typeof leaf !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(leaf)) return leaf;
    const moved = new Date(Date.parse(leaf) + days * 24 * 60 * MIN).toISOString();
    return leaf.includes('T') ? moved : moved.slice(0, 10);
  };
