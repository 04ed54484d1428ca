import fc from 'fast-check';
import { HallState } from '../live';
import { DAY_START, smallHall } from '../live/testing';
import { everyType } from './every-type.fixture';
import { isNotice, isTicketEvent, isWindowEvent, type FoldEvent } from './events';
import { foldDaySpans, foldSpans, lastStates, type WindowSpan } from './spans';
import { OPENING, named, shuffled, visitsOf } from './testing';

const MIN = 60_000;
const DAY = 24 * 60 * MIN;
type Draft = Parameters<typeof named>[0][number];

interface Step {
  gap: number;
  walk: number;
  service: number;
  end: 'done' | 'no-show' | 'transferred';
  isTold: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  gap: fc.constantFrom(0, 0, 0, 1, 7),
  walk: fc.integer({ min: 0, max: 2 }),
  service: fc.integer({ min: 1, max: 30 }),
  end: fc.constantFrom('done', 'done', 'done', 'no-show', 'transferred'),
  isTold: fc.boolean(),
});

/** A window that serves one ticket after the other, most of them called at the instant at which the previous one finishes. */
function shift(
  windowId: string,
  steps: readonly Step[],
): { events: FoldEvent[]; service: number; busy: number; closed: number } {
  const at = { hallId: 'H32', windowId, officerId: `o-${windowId}` };
  const drafts: Draft[] = [{ type: 'hall.window.opened', time: OPENING, data: at }];
  let [now, service, busy] = [OPENING, 0, 0];
  steps.forEach(({ gap, walk, service: minutes, end, isTold }, n) => {
    // names descend during the day, so that the order of names never matches the order of time
    const base = { hallId: 'H32', ticketId: `${windowId}-${String(99 - n)}` };
    drafts.push({
      type: 'hall.ticket.issued',
      time: OPENING - MIN,
      data: { ...base, number: 'A1', queue: 'household', channel: 'walk-in' },
    });
    now += gap * MIN;
    drafts.push({ type: 'hall.ticket.called', time: now, data: { ...base, ...at } });
    now += walk * MIN;
    busy += walk;
    if (end === 'no-show')
      drafts.push({ type: 'hall.ticket.no-show', time: now, data: { ...base, ...(isTold ? { windowId } : {}) } });
    else {
      drafts.push({ type: 'hall.ticket.started', time: now, data: { ...base, ...at } });
      now += minutes * MIN;
      busy += minutes;
      service += minutes;
      drafts.push(
        end === 'done'
          ? { type: 'hall.ticket.finished', time: now, data: { ...base, ...at, result: 'done' } }
          : { type: 'hall.ticket.transferred', time: now, data: { ...base, toQueue: 'order' } },
      );
    }
  });
  drafts.push({ type: 'hall.window.closed', time: now + MIN, data: at });
  return { events: named(drafts, windowId), service, busy, closed: now + MIN };
}

const FINISHED: ReadonlySet<string> = new Set(['done', 'accepted', 'supplement', 'refused']);

const length = (spans: readonly WindowSpan[], ...states: WindowSpan['state'][]): number =>
  spans.filter(({ state }) => states.includes(state)).reduce((sum, { from, to }) => sum + to - from, 0) / MIN;

describe('the conservation of window time', () => {
  it('serving spans of a ticket are its service, and a window is busy exactly while somebody is at it', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(fc.array(step, { minLength: 1, maxLength: 8 }), fc.array(step, { maxLength: 8 }))
          .map(([a, b]) => [shift('w1', a), shift('w2', b)])
          .chain((shifts) => fc.tuple(fc.constant(shifts), shuffled(shifts.flatMap(({ events }) => events)))),
        ([shifts, events]) => {
          const spans = foldSpans('H32', events);
          const visits = visitsOf(events);
          for (const { ticketId, serviceSec } of visits)
            expect([
              ticketId,
              length(
                spans.filter((span) => span.ticketId === ticketId),
                'serving',
              ),
            ]).toEqual([ticketId, (serviceSec ?? 0) / 60]);
          shifts.forEach(({ service, busy, closed }, n) => {
            const own = spans.filter(({ windowId }) => windowId === `w${String(n + 1)}`);
            expect([length(own, 'serving'), length(own, 'serving', 'called'), length(own, 'idle')]).toEqual([
              service,
              busy,
              (closed - OPENING) / MIN - busy,
            ]);
          });
        },
      ),
    );
  });

  it('every instant of a day has one state, whatever was reported: nothing overlaps, and the rest is offline', () => {
    fc.assert(
      fc.property(everyType({ minLength: 1, maxLength: 60 }), (events) => {
        const from = DAY_START + Math.floor((Math.min(...events.map(({ time }) => time)) - DAY_START) / DAY) * DAY;
        for (const start of [from, from + DAY]) {
          const spans = foldDaySpans('H32', events, start, start + DAY);
          for (const windowId of ['w1', 'w2']) {
            let at = start;
            for (const span of spans.filter((candidate) => candidate.windowId === windowId)) {
              expect(span.from).toBeGreaterThanOrEqual(at);
              expect(span.to).toBeGreaterThan(span.from);
              at = span.to;
            }
            expect(at).toBeLessThanOrEqual(start + DAY);
          }
        }
      }),
    );
  });

  it('an event of one ticket never changes what the window does with another that was called later or at once', () => {
    const at = { hallId: 'H32', windowId: 'w1' };
    const call = (ticketId: string, minute: number): Draft[] => [
      { type: 'hall.ticket.called', time: OPENING + minute * MIN, data: { ...at, ticketId } },
      { type: 'hall.ticket.started', time: OPENING + minute * MIN, data: { ...at, ticketId } },
    ];
    const finish = (ticketId: string, minute: number): Draft => ({
      type: 'hall.ticket.finished',
      time: OPENING + minute * MIN,
      data: { ...at, ticketId, result: 'done' },
    });
    for (const [first, next] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      // the finish of the first arrives with the next call, or even after it
      for (const late of [0, 2]) {
        const events = named([...call(first, 0), ...call(next, 10), finish(first, 10 + late), finish(next, 20)], 'e');
        expect(
          foldSpans('H32', events).map(({ state, from, to }) => [state, (from - OPENING) / MIN, (to - OPENING) / MIN]),
        ).toEqual([
          ['serving', 0, 10],
          ['serving', 10, 20],
        ]);
      }
    }
  });
});

describe('history and the live snapshot', () => {
  it('say the same of every ticket after the last event, whatever came in which order', () => {
    fc.assert(
      fc.property(
        everyType({ minLength: 1, maxLength: 40 }).chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        ([events, again]) => {
          const relevant = events.filter((event) => !isNotice(event) && isTicketEvent(event));
          const live = new HallState(smallHall({ windows: [] }));
          for (const event of again)
            if (relevant.some(({ identity }) => identity === event.identity)) live.apply(event);
          const expected = visitsOf(relevant)
            .map(({ ticketId, result, number, finishedAt }) => [
              ticketId,
              FINISHED.has(result) ? 'done' : result,
              number,
              finishedAt,
            ])
            .sort();
          const seen = [...live.tickets.values()]
            .map(({ id, state, number, finishedAt }) => [id, state, number, finishedAt])
            .sort();
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('say the same of every window after the last event, whatever came in which order', () => {
    fc.assert(
      fc.property(
        everyType({ minLength: 1, maxLength: 40 }).chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        ([events, again]) => {
          const relevant = events.filter((event) => !isNotice(event) && (isTicketEvent(event) || isWindowEvent(event)));
          const live = new HallState(smallHall({ windows: [] }));
          for (const event of again)
            if (relevant.some(({ identity }) => identity === event.identity)) live.apply(event);
          const expected = [...lastStates(relevant)]
            .map(([windowId, last]) => [windowId, last.state, last.ticketId])
            .sort();
          const seen = [...live.windows.values()]
            .map((window) => [
              window.windowId,
              window.state === 'closed' ? 'offline' : window.state,
              window.state === 'called' || window.state === 'serving' ? window.ticketId : null,
            ])
            .sort();
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
