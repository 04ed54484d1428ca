import fc from 'fast-check';
import type { HallEvent } from '@cockpit/contracts';
import { isNotice } from '../fold/events';
import { everyType, tableRows } from '../fold/every-type.fixture';
import { shuffled } from '../fold/testing';
import { HallState } from './state';
import { at, digest, event, smallHall } from './testing';

const stateOf = (events: readonly HallEvent[]): HallState => {
  const state = new HallState(smallHall());
  for (const item of events) state.apply(item);
  return state;
};

/** The state without feeds, because these also count withdrawn events. */
function standing(state: HallState): unknown {
  const { withdrawn: _w, feeds: _f, ...facts } = state.toJSON();
  const { now: _n, ...shown } = digest(state) as { now: number };
  return { ...facts, ...shown };
}

const minute = fc.integer({ min: 0, max: 12 });
const ticketId = fc.constantFrom('t1', 't2', 't3');
const windowId = fc.constantFrom('w1', 'w2', 'w3', 'w9');
const queue = fc.constantFrom('a', 'a', 'b', 'b', 'elsewhere');
const bookingId = fc.constantFrom('b1', 'b2');

/** Coarse times and few names, so that ties, repeats and impossible histories are frequent. */
const anyEvent = fc.oneof(
  fc
    .tuple(ticketId, queue, minute, fc.integer({ min: 0, max: 1 }))
    .map(([t, q, m, p]) =>
      event('hall.ticket.issued', m, { ticketId: t, number: t, queue: q, channel: 'walk-in', priority: p, item: 'i' }),
    ),
  fc
    .tuple(ticketId, windowId, minute)
    .map(([t, w, m]) => event('hall.ticket.called', m, { ticketId: t, windowId: w, officerId: `o${w}` })),
  fc
    .tuple(ticketId, windowId, minute)
    .map(([t, w, m]) => event('hall.ticket.started', m, { ticketId: t, windowId: w })),
  fc
    .tuple(ticketId, windowId, minute)
    .map(([t, w, m]) => event('hall.ticket.finished', m, { ticketId: t, windowId: w, result: 'done' })),
  fc.tuple(ticketId, minute).map(([t, m]) => event('hall.ticket.no-show', m, { ticketId: t })),
  fc
    .tuple(ticketId, minute, fc.constantFrom('left', 'guided-self-service'))
    .map(([t, m, reason]) => event('hall.ticket.cancelled', m, { ticketId: t, reason })),
  fc
    .tuple(ticketId, queue, minute)
    .map(([t, q, m]) => event('hall.ticket.transferred', m, { ticketId: t, toQueue: q })),
  fc.tuple(windowId, minute).map(([w, m]) => event('hall.window.opened', m, { windowId: w, queues: ['a', 'b'] })),
  fc.tuple(windowId, minute).map(([w, m]) => event('hall.window.paused', m, { windowId: w, reason: 'break' })),
  fc.tuple(windowId, minute).map(([w, m]) => event('hall.window.resumed', m, { windowId: w })),
  fc.tuple(windowId, minute).map(([w, m]) => event('hall.window.closed', m, { windowId: w })),
  fc
    .tuple(windowId, queue, minute)
    .map(([w, q, m]) => event('hall.window.assigned', m, { windowId: w, queues: [q], promptId: `p-${w}` })),
  fc
    .tuple(queue, minute, fc.integer({ min: 0, max: 9 }))
    .map(([q, m, n]) => event('hall.queue.observed', m, { queue: q, waiting: n, lastCalled: `A0${String(n)}` })),
  fc
    .tuple(minute, fc.integer({ min: 1, max: 300 }))
    .map(([m, s]) => event('hall.terminal.used', m, { terminalId: 'k1', item: 'i', seconds: s, outcome: 'done' })),
  fc.tuple(minute).map(([m]) => event('hall.terminal.fault', m, { terminalId: 'k1', code: 'paper' })),
  fc.tuple(minute).map(([m]) => event('hall.terminal.restored', m, { terminalId: 'k1' })),
  fc.tuple(bookingId, queue, minute, minute).map(([b, q, m, slot]) =>
    event('hall.booking.created', m, {
      bookingId: b,
      queue: q,
      slotStart: new Date(at(slot * 30)).toISOString(),
      slotEnd: new Date(at(slot * 30 + 30)).toISOString(),
    }),
  ),
  fc.tuple(bookingId, minute).map(([b, m]) => event('hall.booking.cancelled', m, { bookingId: b })),
);
const history = fc.array(anyEvent, { maxLength: 30 });

describe('HallState', () => {
  it('is the same in any order and with any repeats', () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2, maxLength: events.length * 2 }),
          ),
        ),
        ([events, shuffled]) => {
          const [inOrder, reordered] = [stateOf(events), stateOf(shuffled)];
          expect(digest(reordered)).toEqual(digest(inOrder));
          expect(JSON.stringify(reordered)).toBe(JSON.stringify(inOrder));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same after it was written and read at any point', () => {
    fc.assert(
      fc.property(history, fc.nat(30), (events, cut) => {
        const half = stateOf(events.slice(0, cut));
        const again = HallState.fromJSON(
          JSON.parse(JSON.stringify(half)) as ReturnType<HallState['toJSON']>,
          smallHall(),
        );
        for (const item of events.slice(cut)) again.apply(item);
        expect(digest(again)).toEqual(digest(stateOf(events)));
      }),
      { numRuns: 200 },
    );
  });

  it('equals the state without the withdrawn events, whenever they are withdrawn', () => {
    const notices = fc.array(fc.tuple(fc.nat(29), fc.nat(30)), { maxLength: 12 });
    fc.assert(
      fc.property(history, notices, fc.nat(30), (events, drawn, cut) => {
        const withdrawals = drawn.flatMap(([index, after]) => {
          const gone = events[index];
          return gone === undefined ? [] : [{ id: gone.id, after }];
        });
        let state = new HallState(smallHall());
        for (const [i, one] of events.entries()) {
          // a restart in between
          if (i === cut) state = HallState.fromJSON(state.toJSON(), smallHall());
          for (const { id, after } of withdrawals) if (after === i) state.withdraw(id);
          // a read in between
          if (i % 3 === 0) digest(state);
          state.apply(one);
        }
        for (const { id } of withdrawals) state.withdraw(id);
        const gone = new Set(withdrawals.map(({ id }) => id));
        const rest = stateOf(events.filter(({ id }) => !gone.has(id)));
        expect(standing(state)).toEqual(standing(rest));
        expect([...state.queues.keys()].sort()).toEqual([...rest.queues.keys()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('removes the facts of one ticket for a notice, without rebuilding the day', () => {
    const day = Array.from({ length: 10_000 }, (_, i) => {
      const [ticketId, windowId] = [`t${String(i)}`, `w${String(i % 40)}`];
      const minute = i / 20;
      return [
        event('hall.ticket.issued', minute, { ticketId, number: ticketId, queue: 'a', channel: 'walk-in' }),
        event('hall.ticket.called', minute + 1, { ticketId, windowId, officerId: `o${windowId}` }),
        event('hall.ticket.finished', minute + 9, { ticketId, windowId, result: 'done' }),
      ];
    });
    const state = stateOf(day.flat());
    const writing = jest.spyOn(HallState.prototype, 'toJSON');
    for (const [, called] of day) state.withdraw(called?.id ?? '');
    const written = writing.mock.calls.length;
    writing.mockRestore();
    expect(written).toBe(0);
    expect(standing(state)).toEqual(standing(stateOf(day.flatMap((all) => all.filter((_, i) => i !== 1)))));
  });

  it('has the bookings that their table has, in any order, repetition and withdrawal', () => {
    fc.assert(
      fc.property(
        everyType({ minLength: 1, maxLength: 40 }).chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        fc.nat(40),
        ([events, again], cut) => {
          let state = new HallState(smallHall());
          for (const [i, one] of again.entries()) {
            // a restart in between
            if (i === cut) state = HallState.fromJSON(state.toJSON(), smallHall());
            state.apply(one);
            if (isNotice(one)) state.withdraw(one.data.ofId);
          }
          expect(state.bookings.rows()).toEqual(tableRows(events).bookings.map(({ day: _, ...row }) => row));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has heard a terminal whose heartbeat is withdrawn, whichever comes first', () => {
    for (const first of [true, false]) {
      const beat = event('hall.terminal.heartbeat', 3, { terminalId: 'k1' });
      const state = new HallState(smallHall());
      if (first) state.withdraw(beat.id);
      state.apply(beat);
      if (!first) state.withdraw(beat.id);
      expect(state.terminals.get('k1')?.heartbeatAt).toBe(at(3));
    }
  });

  it('agrees with counting from scratch', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = stateOf(events);
        for (const queueState of state.queues.values()) {
          const ofQueue = [...state.tickets.values()].filter((ticket) => ticket.queue === queueState.code);
          expect(queueState.waiting.map((ticket) => ticket.id).sort()).toEqual(
            ofQueue
              .filter((t) => t.state === 'waiting')
              .map((t) => t.id)
              .sort(),
          );
          expect(queueState.served).toBe(ofQueue.filter((t) => t.state === 'done').length);
          expect(queueState.arrivals().reduce((sum, n) => sum + n, 0)).toBe(
            ofQueue.filter((t) => t.issuedAt !== null).length,
          );
        }
      }),
    );
  });

  it('follows a visit through a window', () => {
    const state = new HallState(smallHall());
    state.apply(event('hall.window.opened', 0, { windowId: 'w1', officerId: 'o1' }));
    state.apply(event('hall.ticket.issued', 1, { ticketId: 't1', number: 'A001', queue: 'a', channel: 'walk-in' }));
    expect(state.waiting('a')).toEqual([
      { id: 't1', number: 'A001', item: null, priority: 0, issuedAt: at(1), since: at(1) },
    ]);
    state.apply(event('hall.ticket.called', 4, { ticketId: 't1', windowId: 'w1' }));
    const w1 = state.windows.get('w1');
    expect([w1?.state, w1?.ticketId, w1?.stateSince]).toEqual(['called', 't1', at(4)]);
    state.apply(event('hall.ticket.started', 5, { ticketId: 't1', windowId: 'w1' }));
    expect([w1?.state, w1?.stateSince]).toEqual(['serving', at(5)]);
    state.apply(event('hall.ticket.finished', 13, { ticketId: 't1', windowId: 'w1', result: 'done' }));
    expect([w1?.state, w1?.ticketId, w1?.stateSince, w1?.officerId]).toEqual(['idle', null, at(13), 'o1']);
    expect(state.queues.get('a')?.service.get('')).toEqual({ n: 1, sumSec: 480, squareSec: 480 * 480 });
    expect(state.now).toBe(at(13));
  });

  it('lets a guided visitor whose terminal failed rejoin in the old place', () => {
    const state = stateOf([
      event('hall.ticket.issued', 1, { ticketId: 't1', number: 'A001', queue: 'a', channel: 'walk-in' }),
      event('hall.ticket.issued', 2, { ticketId: 't2', number: 'A002', queue: 'a', channel: 'walk-in' }),
      event('hall.ticket.cancelled', 3, { ticketId: 't1', reason: 'guided-self-service' }),
    ]);
    expect(state.queues.get('a')?.guided).toBe(1);
    state.apply(event('hall.ticket.issued', 6, { ticketId: 't1', number: 'A001', queue: 'a', channel: 'transfer' }));
    expect(state.waiting('a').map((ticket) => ticket.id)).toEqual(['t1', 't2']);
    expect(state.queues.get('a')?.guided).toBe(0);
  });

  it('takes a call as proof that a paused window works, and another call as proof that a lost visit ended', () => {
    const state = stateOf([
      event('hall.window.opened', 0, { windowId: 'w1' }),
      event('hall.ticket.called', 1, { ticketId: 't1', windowId: 'w1' }),
      event('hall.window.paused', 2, { windowId: 'w1', reason: 'lunch' }),
      event('hall.ticket.called', 9, { ticketId: 't2', windowId: 'w1' }),
      event('hall.ticket.finished', 10, { ticketId: 't2', windowId: 'w1', result: 'done' }),
    ]);
    const w1 = state.windows.get('w1');
    expect([w1?.state, w1?.ticketId]).toEqual(['idle', null]);
    expect(w1?.breaks).toEqual([{ reason: 'lunch', kind: 'lunch', from: at(2), to: at(9) }]);
  });

  it('knows which business system a window is in and when it changed', () => {
    const issue = (id: string, queueCode: string): HallEvent =>
      event('hall.ticket.issued', 0, { ticketId: id, number: id, queue: queueCode, channel: 'walk-in' });
    const call = (id: string, m: number): HallEvent => event('hall.ticket.called', m, { ticketId: id, windowId: 'w3' });
    const events = [issue('t1', 'b'), issue('t2', 'a'), issue('t3', 'a'), call('t1', 1), call('t2', 9), call('t3', 15)];
    for (const order of [events, [...events].reverse()]) {
      const w3 = stateOf(order).windows.get('w3');
      expect([w3?.currentSystem, w3?.lastSwitchAt]).toEqual(['a', at(9)]);
    }
  });

  it('notices boards that run backwards or stand still', () => {
    const board = (m: number, waiting: number, lastCalled: string): HallEvent =>
      event('hall.queue.observed', m, { queue: 'a', waiting, lastCalled });
    const back = stateOf([board(0, 3, 'A10'), board(5, 3, 'A12'), board(10, 4, 'A09')]);
    expect(back.queues.get('a')?.observed.backwards()).toEqual({ count: 1, lastAt: at(10) });
    const stuck = stateOf([0, 12, 24, 36, 48, 60].map((m) => board(m, 3, 'A10')));
    expect(stuck.queues.get('a')?.observed.frozen()).toEqual({ count: 6, since: at(0) });
    expect(back.queues.get('a')?.observed.frozen()).toBeNull();
  });
});
