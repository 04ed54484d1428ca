import { matchEntries, type FeedSeen, type ValidEntry } from './match';

const MIN = 60_000;
const entry = (id: string, over: Partial<ValidEntry>): ValidEntry => ({
  id,
  kind: 'ticket',
  ticketId: null,
  number: null,
  queue: null,
  windowId: null,
  type: 'hall.ticket.issued',
  at: 0,
  enteredAt: 0,
  ...over,
});
const seen = (eventId: string, over: Partial<FeedSeen>): FeedSeen => ({
  source: 'tickets',
  eventId,
  type: 'hall.ticket.issued',
  at: 0,
  receivedAt: 0,
  ticketId: null,
  number: null,
  queue: null,
  windowId: null,
  ...over,
});
const told = (standing: ValidEntry[], feed: FeedSeen[]) => {
  const { superseded, moved } = matchEntries(standing, feed);
  return {
    superseded: Object.fromEntries([...superseded].map(([id, own]) => [id, own.eventId])),
    moved: Object.fromEntries(moved),
  };
};

const paper = entry('paper', { ticketId: 'm1', number: 'a-017', queue: 'household' });
const step = (id: string, type: string, ticketId = 'm1') => entry(id, { kind: 'step', ticketId, type });

describe('when the feed returns', () => {
  it('a paper ticket is its ticket of the same queue and number, however the number was written', () => {
    expect(told([paper], [seen('f1', { ticketId: 't17', number: 'Ａ017', queue: 'household' })]).superseded).toEqual({
      paper: 'f1',
    });
    expect(told([paper], [seen('f1', { ticketId: 't17', number: 'A017', queue: 'traffic' })]).superseded).toEqual({});
  });

  it('steps it tells are its own, steps it does not know go on as steps of its ticket', () => {
    const feed = [
      seen('f1', { ticketId: 't17', number: 'A017', queue: 'household' }),
      seen('f2', { type: 'hall.ticket.called', ticketId: 't17', windowId: 'w1' }),
    ];
    expect(told([paper, step('called', 'hall.ticket.called'), step('finished', 'hall.ticket.finished')], feed)).toEqual(
      { superseded: { paper: 'f1', called: 'f2' }, moved: { finished: { ticketId: 't17' } } },
    );
  });

  it('a step of a ticket the feed had issued stays until the feed tells that very step', () => {
    const stuck = step('stuck', 'hall.ticket.finished', 't5');
    expect(told([stuck], [seen('f1', { ticketId: 't5', number: 'A005', queue: 'household' })])).toEqual({
      superseded: {},
      moved: {},
    });
    expect(
      told([stuck], [seen('f2', { type: 'hall.ticket.finished', ticketId: 't5', windowId: 'w1' })]).superseded,
    ).toEqual({ stuck: 'f2' });
  });

  it('a window’s state is its own when it speaks of that window within ten minutes', () => {
    const paused = entry('paused', { kind: 'window', type: 'hall.window.paused', windowId: 'w1', at: 60 * MIN });
    const at = (minute: number, windowId = 'w1', type = 'hall.window.paused') =>
      told([paused], [seen('f', { type, windowId, at: minute * MIN })]).superseded;
    expect([at(51), at(69), at(71), at(60, 'w2'), at(60, 'w1', 'hall.ticket.called')]).toEqual([
      { paused: 'f' },
      { paused: 'f' },
      {},
      {},
      {},
    ]);
  });

  it('a window’s other state is its own only when it spoke after the desk did: before, that was the last thing it said', () => {
    const paused = entry('paused', {
      kind: 'window',
      type: 'hall.window.paused',
      windowId: 'w1',
      at: 60 * MIN,
      enteredAt: 60 * MIN,
    });
    const opened = (minute: number, receivedAt: number) =>
      seen(`at ${String(receivedAt)}`, {
        type: 'hall.window.opened',
        windowId: 'w1',
        at: minute * MIN,
        receivedAt: receivedAt * MIN,
      });
    expect(told([paused], [opened(55, 55)]).superseded).toEqual({});
    expect(told([paused], [opened(55, 55), opened(58, 90)]).superseded).toEqual({ paused: 'at 90' });
  });

  it('nothing changes while it says nothing of them', () => {
    expect(told([paper, step('called', 'hall.ticket.called')], [])).toEqual({ superseded: {}, moved: {} });
  });
});
