import type { GuidePerson, GuideTerminal, GuideView } from '@cockpit/contracts';
import { groupsOf, held, linesOf, terminalsFor } from './lines';

const person = (number: string, over: Partial<GuidePerson> = {}): GuidePerson => ({
  ticketId: number,
  number,
  queue: 'order',
  item: 'record',
  itemName: '无犯罪记录证明',
  channels: ['mobile'],
  waitedSec: 600,
  leftSec: 900,
  soon: false,
  promptId: null,
  ...over,
});
const queue = (code: string, fitting: number): GuideView['queues'][number] => ({
  code,
  name: code,
  waiting: 9,
  longestWaitSec: 600,
  predictedP50Sec: 600,
  level: 'busy',
  fitting,
});
const shape = (people: readonly GuidePerson[], of: string | null = null) =>
  groupsOf(people, of).map((group) => group.people.map(({ number }) => number).join(' '));

describe('people to lead', () => {
  it('are told together when they came for the same and can go the same way', () => {
    const list = [person('D1'), person('D2', { item: 'stay', channels: ['self-service', 'mobile'] }), person('D3')];
    expect(shape(list)).toEqual(['D1 D3', 'D2']);
  });

  it('stay where they stood, down to the last group that is open', () => {
    const now = groupsOf(
      ['new', 'c', 'b', 'a'].map((item) => person(item, { item })),
      null,
    );
    const order = (...open: string[]) =>
      held(
        now,
        ['a', 'gone', 'b', 'c'].map((item) => `${item}/mobile`),
        new Set(open.map((item) => `${item}/mobile`)),
      )
        .map(({ item }) => item)
        .join(' ');
    expect([order(), order('a'), order('b'), order('c', 'a'), order('gone')]).toEqual([
      ...['new c b a', 'a new c b', 'a b new c', 'a b c new', 'new c b a'],
    ]);
  });

  it('of a group are asked for by a prompt when one of them is', () => {
    expect(groupsOf([person('D1'), person('D2', { promptId: 'p' })], null).map(({ asked }) => asked)).toEqual([true]);
    expect(groupsOf([person('D1')], null).map(({ asked }) => asked)).toEqual([false]);
  });

  it('can be looked at line by line, and nobody is lost on the way', () => {
    const list = [person('A1', { queue: 'household' }), person('D1'), person('D2')];
    // of the long line only the first two are listed; all of them are counted
    const queues = [queue('household', 1), queue('traffic', 0), queue('order', 5)];
    const told = (gone?: ReadonlySet<string>) =>
      linesOf(list, queues, gone).map(({ code, n }) => `${code} ${String(n)}`);
    expect(told()).toEqual(['household 1', 'order 5']);
    expect(told(new Set(['A1', 'D1']))).toEqual(['order 4']);
    expect(shape(list, 'order')).toEqual(['D1 D2']);
  });

  it('go to a terminal that works and takes it, the one unused for longest first', () => {
    const terminal = (id: string, over: Partial<GuideTerminal> = {}): GuideTerminal => ({
      id,
      name: id,
      state: 'up',
      items: [],
      allDay: false,
      heardAt: null,
      lastUsedAt: null,
      ...over,
    });
    const all = [
      terminal('T1', { lastUsedAt: '2026-03-04T02:00:00.000Z' }),
      terminal('T2', { lastUsedAt: '2026-03-04T01:00:00.000Z', items: ['record'] }),
      terminal('T3', { items: ['stay'] }),
      terminal('T4', { state: 'fault' }),
      terminal('T5', { state: 'silent' }),
      terminal('T6'),
    ];
    expect(terminalsFor('record', all).map(({ id }) => id)).toEqual(['T6', 'T2', 'T1']);
    expect(terminalsFor('stay', all).map(({ id }) => id)).toEqual(['T3', 'T6', 'T1']);
  });
});
