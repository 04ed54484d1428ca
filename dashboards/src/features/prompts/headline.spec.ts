import type { Prompt } from '@cockpit/contracts';
import {
  agreedFor,
  changes,
  headline,
  isInForce,
  isLarge,
  isSeen,
  lastCarried,
  openPrompts,
  gainKey,
  gainOf,
  savedOf,
  secondsLeft,
  shownOf,
  type Names,
} from './headline';

const NOW = Date.parse('2026-11-20T10:00:00+08:00');
const at = (sec: number) => new Date(NOW + sec * 1000).toISOString();
const prompt = (over: Partial<Prompt> = {}): Prompt => ({
  id: 'p1',
  hall: 'H32',
  kind: 'link',
  windowId: 'w29',
  queues: ['order', 'exit-entry'],
  state: 'shown',
  why: '',
  confidence: 'high',
  predicted: {},
  gainMin: 100,
  decidedAt: at(-20),
  expiresAt: at(160),
  ordinal: 3,
  ...over,
});
const names: Names = {
  queue: (code) => ({ 'exit-entry': '出入境', order: '治安' })[code] ?? code,
  window: () => '29',
  item: (code) => `项${code}`,
  hall: (code) => `厅${code}`,
  homeQueue: () => 'order',
};

describe('headline', () => {
  it('tells a linked window what is added, a reassigned one what it now does', () => {
    expect(headline(prompt(), names)).toMatchObject({ key: 'link', window: '29', queues: ['出入境'] });
    expect(headline(prompt({ kind: 'reassign', queues: ['exit-entry'] }), names)).toMatchObject({
      key: 'reassign',
      queues: ['出入境'],
    });
  });

  it('begins with the queue that it is for', () => {
    const words = { code: 'why.link-free', params: { queue: '出入境' } } as Prompt['words'];
    const many = { queues: ['order', 'traffic', 'exit-entry', 'household'] };
    expect(headline(prompt({ ...many, words }), names).queues).toEqual(['出入境', 'traffic', 'household']);
    expect(headline(prompt(many), names).queues).toEqual(['traffic', '出入境', 'household']);
  });

  it('names item, channel and hall', () => {
    expect(
      headline(prompt({ kind: 'guide', channel: 'mobile', item: 'a1', queues: ['exit-entry'] }), names),
    ).toMatchObject({ key: 'mobile', item: '项a1' });
    expect(headline(prompt({ kind: 'guide', queues: ['exit-entry'] }), names).key).toBe('selfService');
    expect(headline(prompt({ kind: 'other-hall', toHall: 'H8', queues: ['exit-entry'] }), names)).toMatchObject({
      key: 'otherHall',
      hall: '厅H8',
    });
  });
});

describe('predicted changes', () => {
  const change = (before: number, after: number) => ({
    beforeP50Sec: 0,
    afterP50Sec: 0,
    beforeP80Sec: before * 60,
    afterP80Sec: after * 60,
  });

  it('puts the greatest relief first and keeps what gets worse, but not what nobody would notice', () => {
    const list = changes(
      prompt({ predicted: { order: change(5, 6), 'exit-entry': change(34, 21), traffic: change(9, 9.1) } }),
      names,
    );
    expect(list.map((c) => c.code)).toEqual(['exit-entry', 'order']);
  });

  it('knows a fall that whole minutes do not show', () => {
    expect(
      [change(7.2, 6.6), change(7.4, 5), { ...change(7, 7), beforeP50Sec: 300, afterP50Sec: 200 }].map(isSeen),
    ).toEqual([false, true, true]);
    // nor one of a minute or two of an hour and a half
    expect([change(94, 93), change(69, 65), change(69, 60), change(7.2, 6.6)].map(isLarge)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('always says something about the first', () => {
    expect(changes(prompt({ predicted: { order: change(5, 5) } }), names).length).toBe(1);
  });

  it('are those of who comes later, where the reason speaks of them, and that queue first', () => {
    const predicted = { order: change(4, 3), 'exit-entry': change(34, 21) };
    const said = (code: string, later?: number) => {
      const relief = { code, params: { before: 109, after: 85, ...(later === undefined ? {} : { later }) } };
      const words = { code: 'why.link-free', params: { queue: names.queue('order'), relief } } as Prompt['words'];
      return changes(prompt({ predicted, words }), names);
    };
    const [main, other] = said('relief.most-later', 45);
    expect([main?.code, other?.code]).toEqual(['order', 'exit-entry']);
    expect(main && shownOf(main)).toEqual({ label: 'prompt.laterOf', later: 45, beforeSec: 6540, afterSec: 5100 });
    expect(other && shownOf(other).label).toBe('prompt.p80Of');
    expect(said('relief.most-hour').map((one) => shownOf(one).label)[0]).toBe('prompt.hourOf');
    expect(said('relief.half').map(({ code }) => code)).toEqual(['order', 'exit-entry']);
    // hours ahead it is still not the wait of who takes a number now
    expect(said('relief.most-later', 210).map((one) => shownOf(one).label)[0]).toBe('prompt.laterOf');
  });

  it('are those of who goes to another hall, the way included, not of the line here', () => {
    const way = { name: '东湖大厅', hereP50Sec: 3960, travelMin: 15, thereP50Sec: 120 } as Prompt['way'];
    const [main, ...others] = changes(
      prompt({ kind: 'other-hall', queues: ['order'], way, predicted: { order: change(66, 64) } }),
      names,
    );
    expect(main && shownOf(main)).toEqual({ label: 'prompt.goersOf', beforeSec: 3960, afterSec: 1020 });
    expect(others).toEqual([]);
  });
});

describe('the moment', () => {
  it('counts down in hall time and lets an expired prompt go although the server has not said so yet', () => {
    expect(secondsLeft(prompt(), NOW)).toBe(160);
    expect(openPrompts([prompt()], NOW + 159_500)[0]?.id).toBe('p1');
    expect(openPrompts([prompt()], NOW + 160_000)).toEqual([]);
  });

  it('shows the most valuable open prompt', () => {
    const list = [
      prompt({ id: 'a', gainMin: 5 }),
      prompt({ id: 'b', gainMin: 50 }),
      prompt({ id: 'c', gainMin: 500, state: 'declined' }),
    ];
    expect(openPrompts(list, NOW).map((p) => p.id)).toEqual(['b', 'a']);
  });

  it('shows what is for the worst trouble before what is worth more', () => {
    const list = [
      prompt({ id: 'a', gainMin: 90, troubleMin: 10 }),
      prompt({ id: 'b', gainMin: 50, troubleMin: 52 }),
      prompt({ id: 'own', gainMin: 500 }),
    ];
    expect(openPrompts(list, NOW).map((p) => p.id)).toEqual(['b', 'a', 'own']);
  });

  it('remembers the last one carried out', () => {
    expect(
      lastCarried([
        prompt({ id: 'x', state: 'declined' }),
        prompt({ id: 'y', state: 'done', decidedAt: at(-900) }),
        prompt({ id: 'z', state: 'accepted' }),
      ])?.id,
    ).toBe('z');
    expect(lastCarried([prompt()])).toBeNull();
  });

  it('offers undo only while there is something to undo', () => {
    expect(isInForce(prompt({ state: 'accepted' }), NOW)).toBe(true);
    expect(isInForce(prompt({ state: 'carried-out', until: at(-1) }), NOW)).toBe(false);
    expect(isInForce(prompt({ state: 'shown' }), NOW)).toBe(false);
  });
});

describe('what was agreed to for a queue', () => {
  const order: NonNullable<Prompt['orders']>[number] = {
    ...{ to: 'guide', state: 'told', raised: 0, words: { code: 'order.guide-mobile', params: {} }, toldAt: at(-10) },
    ...{ seenAt: null, answeredAt: null, answeredBy: null, reason: null, endedAt: null, steps: [] },
  };
  const change = { beforeP50Sec: 1200, afterP50Sec: 600, beforeP80Sec: 1500, afterP80Sec: 900 };
  const agreed = (queue: string, ...states: (typeof order)['state'][]): Prompt =>
    prompt({
      state: 'accepted',
      predicted: { [queue]: change },
      orders: states.map((state) => ({ ...order, state })),
    });

  it('counts only what is for it, and what is confirmed apart from what is not', () => {
    const all = [
      agreed('order', 'received'),
      agreed('order', 'told'),
      agreed('order'),
      agreed('order', 'cannot'),
      agreed('traffic', 'received'),
      { ...agreed('order', 'received'), state: 'done' as const },
    ];
    expect(agreedFor('order', all, names, NOW)).toEqual({ doing: 2, waiting: all[1] });
    expect(agreedFor('traffic', all, names, NOW)).toEqual({ doing: 1, waiting: null });
    expect(agreedFor('', all, names, NOW)).toEqual({ doing: 0, waiting: null });
  });
});

it('what a prompt saved is told where it was seen and is beyond doubt', () => {
  const saved = (method: string, lowMin: number) =>
    savedOf({ effect: { savedMin: 40.4, lowMin, highMin: 90, method } });
  expect([saved('observed', 3), saved('observed', -1), saved('paired-simulation', 3), savedOf(null)]).toEqual([
    ...[{ n: '40', low: '3', high: '90' }, null, null, null],
  ]);
});

it('what a prompt is expected to save is told with its range, where one is known', () => {
  const ranged = { gainMin: 12.4, gainBand: { lowMin: -2.6, highMin: 17.2 } };
  expect([gainKey(ranged), gainOf(ranged)]).toEqual(['prompt.gainRanged', { n: '12', low: '−3', high: '17' }]);
  expect([gainKey({}), gainOf({ gainMin: 12.4 })]).toEqual(['prompt.gain', { n: '12' }]);
});
