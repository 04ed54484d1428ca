import fc from 'fast-check';
import type { PredictedChange, Warning } from '@cockpit/contracts';
import type { Measure } from '@cockpit/redirect';
import { relieves } from './acts';
import { endOf } from './ending';
import { whoLeft } from './who-left';

describe('how a warning ends', () => {
  const went = { left: 5, served: 5 };

  it.each([
    [{ explained: true, acted: true, went }, 'explained'],
    [{ explained: false, acted: true, went }, 'action'],
    [{ explained: false, acted: false, went }, 'left'],
    [{ explained: false, acted: false, went: { left: 4, served: 5 } }, 'cleared'],
    [{ explained: false, acted: false, went: { left: 0, served: 0 } }, 'cleared'],
    [{ explained: false, acted: false, went: null }, 'cleared'],
  ])('%j: %s', (facts, end) => {
    expect(endOf(facts)).toBe(end);
  });

  it('is never by people when nobody did or said anything', () => {
    const some = fc.record({ left: fc.nat(50), served: fc.nat(50) });
    fc.assert(
      fc.property(fc.option(some), (gone) =>
        ['cleared', 'left'].includes(endOf({ explained: false, acted: false, went: gone })),
      ),
    );
  });
});

describe('who went out of a line', () => {
  const ticket = (state: 'cancelled' | 'no-show' | 'guided' | 'done' | 'waiting', at: number, queue = 'a') => ({
    state,
    queue,
    leftAt: state === 'cancelled' || state === 'no-show' || state === 'guided' ? at : null,
    firstCalledAt: state === 'done' || state === 'no-show' ? at : null,
  });
  const windows = new Map([['w1', { servingQueues: ['a', 'b'] }]]) as never;
  const hall = (...tickets: ReturnType<typeof ticket>[]) => ({ tickets: new Map(tickets.entries()), windows });

  it('counts those who gave up or did not come as left, those who came as served, those led away as neither', () => {
    const all = hall(
      ticket('cancelled', 5),
      ticket('no-show', 6),
      ticket('guided', 7),
      ticket('done', 8),
      ticket('waiting', 0),
    );
    expect(whoLeft(all, { kind: 'queue', code: 'a' }, 0, 10)).toEqual({ left: 2, served: 1 });
    expect(whoLeft(all, { kind: 'queue', code: 'a' }, 6, 7)).toEqual({ left: 1, served: 0 });
    expect(whoLeft(all, { kind: 'queue', code: 'b' }, 0, 10)).toEqual({ left: 0, served: 0 });
  });

  it('looks at every line of a window, and at none for a feed', () => {
    const all = hall(ticket('cancelled', 5), ticket('cancelled', 5, 'b'), ticket('cancelled', 5, 'c'));
    expect(whoLeft(all, { kind: 'window', code: 'w1' }, 0, 10)).toEqual({ left: 2, served: 0 });
    expect(whoLeft(all, { kind: 'feed', code: 'x' }, 0, 10)).toBeNull();
    expect(whoLeft(all, { kind: 'window', code: 'gone' }, 0, 10)).toBeNull();
  });
});

describe('a measure against a warning', () => {
  const change = (before: number, after: number): PredictedChange => ({
    beforeP50Sec: before,
    afterP50Sec: after,
    beforeP80Sec: before,
    afterP80Sec: after,
  });
  const act: Measure = {
    windowId: 'w1',
    queues: ['home', 'busy', 'new'],
    predicted: { busy: change(900, 600), home: change(60, 120) },
    at: new Date(0),
    by: 'x',
  };
  const serves = (window: string): string[] => (window === 'w2' ? ['busy'] : ['home']);
  const on = (kind: Warning['scope']['kind'], code: string) => relieves(act, { kind, code }, serves);

  it('is one for the queue that is to wait less, for windows of that queue, and for the window itself', () => {
    expect([on('queue', 'busy'), on('queue', 'new'), on('window', 'w2'), on('window', 'w1')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('is none for the queue that gives, nor for what is no queue', () => {
    expect([on('queue', 'home'), on('window', 'w3'), on('feed', 'busy'), on('hall', 'H1')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
