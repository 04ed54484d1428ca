import { HallState } from './state';
import { stuckTickets } from './stuck';
import { at, event, smallHall } from './testing';

function hall(...events: ReturnType<typeof event>[]): HallState {
  const state = new HallState(smallHall());
  for (const item of [event('hall.window.opened', 0, { windowId: 'w1' }), ...events]) state.apply(item);
  return state;
}
const issued = (ticketId: string, minute = 1) =>
  event('hall.ticket.issued', minute, { ticketId, number: ticketId, queue: 'a', channel: 'walk-in' });
const called = (ticketId: string, minute: number) => event('hall.ticket.called', minute, { ticketId, windowId: 'w1' });
const started = (ticketId: string, minute: number) =>
  event('hall.ticket.started', minute, { ticketId, windowId: 'w1' });

describe('tickets nobody ended', () => {
  it('ignores tickets in progress', () => {
    const state = hall(issued('t1'), called('t1', 2), started('t1', 3));
    state.advance(at(30));
    expect(stuckTickets(state)).toEqual([]);
  });

  it('names one that was called long ago: call again', () => {
    const state = hall(issued('t1'), called('t1', 2));
    state.advance(at(13));
    expect(stuckTickets(state)).toMatchObject([
      { ticketId: 't1', state: 'called', why: 'long', advice: 'recall', since: at(2), forMin: 11 },
    ]);
  });

  it('names one whose service takes far too long: ask at the window', () => {
    const state = hall(issued('t1'), called('t1', 2), started('t1', 3));
    state.advance(at(49));
    expect(stuckTickets(state)).toMatchObject([{ ticketId: 't1', why: 'long', advice: 'ask' }]);
  });

  it('recognises a lost end when the window has served others since', () => {
    const state = hall(
      issued('t1'),
      issued('t2'),
      called('t1', 2),
      started('t1', 3),
      called('t2', 12),
      started('t2', 13),
    );
    state.advance(at(14));
    expect(stuckTickets(state)).toMatchObject([{ ticketId: 't1', why: 'end-lost', advice: 'finish' }]);
  });

  it('knows one whose window has closed', () => {
    const state = hall(issued('t1'), called('t1', 2), event('hall.window.closed', 3, { windowId: 'w1' }));
    state.advance(at(9));
    expect(stuckTickets(state)).toMatchObject([{ why: 'window-gone', advice: 'no-show' }]);
  });

  it('lists who waits longest first, and forgets them once they are ended', () => {
    const state = hall(issued('t1'), issued('t2'), called('t1', 2), called('t2', 3));
    state.advance(at(20));
    expect(stuckTickets(state).map(({ ticketId }) => ticketId)).toEqual(['t1', 't2']);
    state.apply(event('hall.ticket.no-show', 20, { ticketId: 't1', windowId: 'w1' }));
    expect(stuckTickets(state).map(({ ticketId }) => ticketId)).toEqual(['t2']);
  });
});
