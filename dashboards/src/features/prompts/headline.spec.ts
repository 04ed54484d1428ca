import type { Prompt, PromptAim } from '@cockpit/contracts';
import {
  changes,
  headline,
  isLarge,
  isSeen,
  lastCarried,
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
const change = (before: number, after: number) => ({
  beforeP50Sec: 0,
  afterP50Sec: 0,
  beforeP80Sec: before * 60,
  afterP80Sec: after * 60,
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
    const many = prompt({ queues: ['order', 'traffic', 'exit-entry', 'household'] });
    const aim = { queue: 'exit-entry', horizon: 'now' as const };
    expect(headline({ ...many, aim }, names).queues).toEqual(['出入境', 'traffic', 'household']);
    expect(headline(many, names).queues).toEqual(['traffic', '出入境', 'household']);
    // one name for all: what is for which is told by its code
    const twins = { ...names, queue: () => '户政' };
    const predicted = { order: change(40, 5), 'exit-entry': change(34, 21) };
    expect(changes(prompt({ predicted, aim }), twins).map(({ code }) => code)).toEqual(['exit-entry', 'order']);
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
    const said = (horizon: PromptAim['horizon'], laterMin?: number) => {
      const aim = { queue: 'order', horizon, ...(laterMin === undefined ? {} : { laterMin }) };
      return changes(prompt({ predicted, aim }), names);
    };
    const [main, other] = said('later', 45);
    expect([main?.code, other?.code]).toEqual(['order', 'exit-entry']);
    expect(main && shownOf(main)).toEqual({ label: 'prompt.laterOf', later: 45, beforeSec: 240, afterSec: 180 });
    expect(other && shownOf(other).label).toBe('prompt.p80Of');
    expect(said('hour').map((one) => shownOf(one).label)[0]).toBe('prompt.hourOf');
    expect(said('now').map((one) => shownOf(one).label)[0]).toBe('prompt.p80Of');
    // hours ahead it is still not the wait of who takes a number now
    expect(said('later', 210).map((one) => shownOf(one).label)[0]).toBe('prompt.laterOf');
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
  it('counts down in hall time', () => {
    expect(secondsLeft(prompt(), NOW)).toBe(160);
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
