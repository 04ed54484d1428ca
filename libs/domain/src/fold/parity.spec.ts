import type { HallEvent } from '@cockpit/contracts';
import { HallState } from '../live';
import { smallHall } from '../live/testing';
import { isTicketEvent } from './events';
import { lastStates } from './spans';
import { named, OPENING, visitsOf } from './testing';

const BASE = { hallId: 'H32', ticketId: 'A001' };
const AT_WINDOW = { ...BASE, windowId: 'w1' };
/** Event data of one ticket at one window, by a short name. */
const DATA = {
  issued: ['hall.ticket.issued', { ...BASE, number: 'A001', queue: 'household', channel: 'walk-in' }],
  called: ['hall.ticket.called', AT_WINDOW],
  started: ['hall.ticket.started', AT_WINDOW],
  finished: ['hall.ticket.finished', { ...AT_WINDOW, result: 'done' }],
  'no-show': ['hall.ticket.no-show', AT_WINDOW],
  cancelled: ['hall.ticket.cancelled', { ...BASE, reason: 'left' }],
  opened: ['hall.window.opened', { hallId: 'H32', windowId: 'w1' }],
  closed: ['hall.window.closed', { hallId: 'H32', windowId: 'w1' }],
  fault: ['hall.window.fault', { hallId: 'H32', windowId: 'w1', device: 'reader' }],
  resumed: ['hall.window.resumed', { hallId: 'H32', windowId: 'w1' }],
} as const;
type Step = keyof typeof DATA;

/** Final state after the steps, one minute apart, in the live state and in the history. */
function ends(steps: readonly Step[]) {
  const events = named(
    steps.map((step, i) => {
      const [type, data] = DATA[step];
      return { type, time: OPENING + i * 60_000, data } as Omit<HallEvent, 'id'> as never;
    }),
    'e',
  );
  const wall = new HallState(smallHall({ windows: [] }));
  for (const event of events) wall.apply(event);
  const window = wall.windows.get('w1');
  return {
    wall: {
      ticket: wall.tickets.get('A001')?.state,
      window: window?.state === 'closed' ? 'offline' : window?.state,
    },
    history: {
      ticket: visitsOf(events.filter(isTicketEvent))[0]?.result,
      window: lastStates(events).get('w1')?.state,
    },
  };
}

describe('the live state and the history end in the same state', () => {
  it.each<[string, 'ticket' | 'window', string, Step[]]>([
    ['a second paper after a no-show', 'ticket', 'waiting', ['issued', 'called', 'no-show', 'issued']],
    ['a call after the end', 'ticket', 'done', ['issued', 'called', 'started', 'finished', 'called']],
    ['a cancellation after the end', 'ticket', 'done', ['issued', 'called', 'started', 'finished', 'cancelled']],
    [
      'the end of a ticket at a closed window',
      'window',
      'offline',
      ['opened', 'issued', 'called', 'closed', 'finished'],
    ],
    ['somebody is back at a window with a fault', 'window', 'fault', ['opened', 'fault', 'resumed']],
  ])('after %s: %s %s', (_, what, state, steps) => {
    const { wall, history } = ends(steps);
    expect([wall[what], history[what]]).toEqual([state, state]);
  });
});
