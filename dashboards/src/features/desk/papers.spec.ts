import type { ManualEntry } from '@cockpit/contracts';
import { entryWord, isSenseless, papersOf, stepsAfter, WINDOW_STATES } from './papers';

let id = 0;
const entry = (type: string, over: Partial<ManualEntry> = {}): ManualEntry => ({
  id: String(++id),
  hall: 'H',
  key: `key-${String(id)}`,
  kind: 'step',
  ticketId: 't1',
  number: 'P01',
  queue: 'a',
  windowId: null,
  type,
  eventId: 'e',
  eventSource: '/manual/H',
  at: new Date(Date.UTC(2026, 2, 2, 1, id)).toISOString(),
  enteredAt: '2026-03-02T01:00:00Z',
  enteredBy: 'x',
  state: 'standing',
  supersededBy: null,
  endedAt: null,
  endReason: null,
  ...over,
});

describe('paper tickets', () => {
  it('come from their entries, whatever the order of the list', () => {
    const entries = [
      entry('hall.ticket.issued', { kind: 'ticket' }),
      entry('hall.ticket.called', { windowId: 'w1' }),
    ].reverse();
    expect(papersOf(entries)).toMatchObject([{ number: 'P01', step: 'called', windowId: 'w1' }]);
    expect(papersOf(entries).map(stepsAfter)).toEqual([['started', 'no-show']]);
  });

  it('are gone once they are ended, voided, or told by the feed itself', () => {
    const issued = () => entry('hall.ticket.issued', { kind: 'ticket' });
    expect(
      papersOf([issued(), entry('hall.ticket.called'), entry('hall.ticket.started'), entry('hall.ticket.finished')]),
    ).toEqual([]);
    expect(papersOf([entry('hall.ticket.issued', { kind: 'ticket', state: 'voided' })])).toEqual([]);
    expect(papersOf([entry('hall.ticket.issued', { kind: 'ticket', state: 'superseded' })])).toEqual([]);
  });

  it('are not made of steps alone: those belong to a ticket of the feed', () => {
    expect(papersOf([entry('hall.ticket.finished')])).toEqual([]);
  });

  it('and what was told of a window are called by the name of the button that told them', () => {
    expect(
      ['hall.ticket.issued', 'hall.ticket.called', 'hall.window.paused', 'hall.matter.accepted'].map((type) =>
        entryWord({ type }),
      ),
    ).toEqual(['issue', 'steps.called', 'windowStates.paused', null]);
  });
});

describe('what is told of a window', () => {
  const sensible = (state: Parameters<typeof isSenseless>[0]) =>
    WINDOW_STATES.filter((told) => !isSenseless(state, told));
  it('is only what its last known state leaves to say', () => {
    expect(sensible('serving')).toEqual(['closed', 'paused']);
    expect(sensible('paused')).toEqual(['closed', 'resumed']);
    expect(sensible('closed')).toEqual(['opened']);
    // nothing is heard of it: it may be anything
    expect(sensible('offline')).toEqual([...WINDOW_STATES]);
  });
});
