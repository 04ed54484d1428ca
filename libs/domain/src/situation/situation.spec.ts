import {
  message,
  Situation,
  type Helpless,
  type LiveFeed,
  type LiveQueue,
  type LiveWindow,
  type Prompt,
  type Warning,
} from '@cockpit/contracts';
import { helplessNow } from './helpless-now';
import { situationOf, type SituationInput } from './situation';

const NOW = Date.parse('2026-11-20T10:24:00+08:00');
const at = (min: number): string => new Date(NOW + min * 60_000).toISOString();

const queue = (code: string, over: Partial<LiveQueue> = {}): LiveQueue => ({
  code,
  name: code,
  waiting: 2,
  longestWaitSec: 60,
  targetMin: 15,
  predictedP50Sec: 300,
  predictedP80Sec: 400,
  level: 'normal',
  openWindows: 2,
  lastCalled: null,
  forecast: [],
  ...over,
});
const bad = (code: string, longestMin: number, over: Partial<LiveQueue> = {}): LiveQueue =>
  queue(code, { level: 'overloaded', waiting: 9, longestWaitSec: longestMin * 60, ...over });
const window_ = (windowId: string, over: Partial<LiveWindow> = {}): LiveWindow => ({
  windowId,
  number: windowId,
  state: 'serving',
  officerId: null,
  officerName: null,
  queues: ['a'],
  homeQueue: 'a',
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 90,
  reason: null,
  loadMin: null,
  level: 'normal',
  ...over,
});
const change = (before: number, after: number) => ({
  beforeP50Sec: before * 60,
  afterP50Sec: after * 60,
  beforeP80Sec: before * 60,
  afterP80Sec: after * 60,
});
const prompt = (id: string, over: Partial<Prompt> = {}): Prompt => ({
  id,
  hall: 'H',
  kind: 'link',
  windowId: 'w9',
  queues: ['z', 'a'],
  state: 'shown',
  why: '',
  confidence: 'high',
  aim: { queue: 'a', horizon: 'now' },
  predicted: { a: change(34, 20) },
  gainMin: 60,
  decidedAt: at(-1),
  expiresAt: at(2),
  ordinal: 1,
  ...over,
});
/** a measure that was agreed to and sent to its window `toldMin` minutes ago */
const agreed = (id: string, toldMin: number, over: Partial<Prompt> = {}, state: 'told' | 'received' = 'told'): Prompt =>
  prompt(id, {
    state: 'accepted',
    answeredAt: at(-toldMin),
    orders: [
      {
        to: 'window',
        state,
        raised: 0,
        toldAt: at(-toldMin),
        words: message('order.guide-mobile', { item: '身份证' }),
        steps: [],
        seenAt: null,
        answeredAt: null,
        answeredBy: null,
        reason: null,
        endedAt: null,
      },
    ],
    ...over,
  });
const warning = (id: string, over: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'window-idle',
  ruleVersion: 1,
  hall: 'H',
  scope: { kind: 'window', code: 'w1' },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: '',
  value: 1,
  threshold: 1,
  unit: 'min',
  since: at(-9),
  firedAt: null,
  clearedAt: null,
  ...over,
});
const helpless = (code: string, over: Partial<Helpless> = {}): Helpless => ({
  queue: code,
  waiting: 9,
  longestWaitSec: 900,
  reasons: [],
  remains: [],
  ...over,
});
const feed = (state: LiveFeed['state']): LiveFeed => ({
  source: state,
  state,
  lastEventAt: at(-1),
  ageSec: 3,
  oddities: [],
});
const guide = { code: 'guide', params: { item: '身份证', itemCode: 'id', channel: 'self-service' } } as const;

function of(over: Partial<SituationInput>, previousQueue?: string): Situation {
  const hall = {
    open: true,
    feeds: [feed('live')],
    queues: [queue('a'), queue('b')],
    windows: [],
    prompts: [],
    warnings: [],
    ...over,
  };
  return Situation.parse(
    situationOf({ ...hall, helpless: helplessNow(hall.helpless ?? [], hall, NOW) }, NOW, previousQueue),
  );
}
const answer = (over: Partial<SituationInput>) => of(over).answer;
const queues = [bad('a', 29), queue('b')];

describe('what is wrong', () => {
  it('is the worst queue, by the wait that makes it red', () => {
    expect(of({ queues: [bad('a', 29), bad('b', 40)] })).toMatchObject({
      kind: 'worst',
      level: 'overloaded',
      queue: 'b',
      wait: { min: 40, kind: 'longest' },
    });
    const ahead = (longestMin: number, nextMin: number) =>
      of({ queues: [bad('a', longestMin, { predictedP50Sec: nextMin * 60 })] }).wait;
    expect([ahead(3, 17), ahead(3, 12), ahead(16, 17)]).toEqual([
      { min: 17, kind: 'next' },
      { min: 3, kind: 'longest' },
      { min: 16, kind: 'longest' },
    ]);
  });

  it('is of the queue that the prompt is for, or that a window can help, where that is about as bad as the worst', () => {
    const both = [bad('a', 25), bad('b', 40)];
    expect(of({ queues: both, prompts: [prompt('p')] })).toMatchObject({ queue: 'a', prompted: true });
    expect(of({ queues: [bad('a', 19), bad('b', 40)], prompts: [prompt('p')] })).toMatchObject({
      queue: 'b',
      prompted: false,
    });
    const untold = { windowId: 'w17', number: '17' };
    expect(of({ queues: both, helpless: [helpless('b'), helpless('a', { untold })] }).queue).toBe('a');
  });

  it('stays with the previous queue until another is clearly worse', () => {
    const both = (min: number) => of({ queues: [bad('a', 20), bad('b', min)] }, 'a').queue;
    expect([both(24), both(26)]).toEqual(['a', 'b']);
  });

  it('is no trouble where nobody stands, or one or two have just come', () => {
    const calm = (over: Partial<LiveQueue>) => of({ queues: [queue('a', { level: 'busy', ...over })] }).kind;
    expect([calm({ waiting: 0, longestWaitSec: null }), calm({ waiting: 2 }), calm({ waiting: 3 })]).toEqual([
      ...['calm', 'calm', 'worst'],
    ]);
  });

  it('else is a wait that is foretold: by the prompt, for who comes next, or by a warning that holds', () => {
    const slow = queue('b', { level: 'busy', predictedP50Sec: 16 * 60 });
    const foretold = (code: string, value: number, condition: Warning['condition'] = 'firing') =>
      warning(code, { rule: 'queue-predicted-wait', scope: { kind: 'queue', code }, value, threshold: 15, condition });
    const warnings = [foretold('c', 15.4), foretold('d', 40, 'recovering')];
    expect(of({ queues: [queue('a'), slow], prompts: [prompt('p')] })).toMatchObject({
      kind: 'expected',
      level: 'busy',
      queue: 'a',
      wait: { min: 34, kind: 'usual' },
      prompted: true,
    });
    const good = prompt('p', { predicted: { a: change(12, 9) } });
    expect(of({ queues: [queue('a'), slow], prompts: [good], warnings })).toMatchObject({
      queue: 'b',
      wait: { min: 16, kind: 'next' },
      prompted: false,
    });
    expect(of({ warnings })).toMatchObject({ queue: 'c', wait: { min: 15.4, kind: 'most' } });
    expect(of({ warnings: [foretold('c', 19.2)] }).wait?.min).toBe(19);
    expect(of({ warnings, open: false }).kind).toBe('calm');
  });

  it('joins nothing by name, because two queues may have the same name', () => {
    const twins = [bad('a', 29, { name: '户政' }), queue('b', { name: '户政' })];
    const forB = prompt('p', { queues: ['a', 'b'], aim: { queue: 'b', horizon: 'now' } });
    expect(of({ queues: twins, prompts: [forB] })).toMatchObject({ queue: 'a', prompted: false });
    const warned = warning('b', { rule: 'queue-predicted-wait', scope: { kind: 'queue', code: 'b' }, value: 20 });
    expect(of({ queues: twins.map((twin) => ({ ...twin, level: 'normal' })), warnings: [warned] }).queue).toBe('b');
    const free = window_('w1', { state: 'idle', queues: ['b'] });
    expect(answer({ queues: twins, windows: [free] })).toEqual({ code: 'none' });
  });
});

describe('what to do first, by its rank', () => {
  const broken = window_('w2', { state: 'fault' });
  const idle = window_('w3', { state: 'idle', sinceSec: 300 });
  const away = window_('w4', { state: 'paused', absence: { kind: 'break', backAt: at(4) } });
  const calm = { windows: [broken], prompts: [agreed('p', 7)] };

  it('1: call maintenance for a window that has just broken, beside no trouble and no red warning', () => {
    expect(of(calm)).toMatchObject({ level: 'busy', answer: { code: 'fault', windows: ['w2'] } });
    expect(answer({ ...calm, warnings: [warning('y')] }).code).toBe('fault');
    expect(answer({ ...calm, warnings: [warning('r', { severity: 'red' })] }).code).toBe('warned');
    const faultWarning = warning('known', { rule: 'window-fault', scope: { kind: 'window', code: 'w2' } });
    expect(answer({ ...calm, warnings: [faultWarning] }).code).toBe('warned');
    expect(answer({ ...calm, queues }).code).toBe('chase');
  });

  it('2: look at the worst of the warnings that hold, where all is calm but for them', () => {
    const warnings = [warning('y'), warning('r', { severity: 'red' }), warning('over', { condition: 'recovering' })];
    expect(of({ warnings })).toMatchObject({ level: 'overloaded', answer: { code: 'warned', warning: 'r', n: 2 } });
    expect(answer({ warnings, queues }).code).toBe('none');
  });

  it('3: ask who has not confirmed a measure for it for five minutes, the one that waits longest', () => {
    const prompts = [agreed('a', 6), agreed('b', 9), agreed('else', 30, { aim: { queue: 'b', horizon: 'now' } })];
    expect(of({ queues, prompts })).toMatchObject({
      answer: { code: 'chase', prompt: 'b', min: 9 },
      chased: [{ prompt: 'else', min: 30 }, { prompt: 'b' }, { prompt: 'a' }],
    });
    // in a calm hall the queue of the measure does not matter
    expect(answer({ prompts })).toMatchObject({ code: 'chase', prompt: 'else' });
    // the window ends its ticket first, so it is chased only after that
    const freeAt = (time: string | null) => answer({ queues, prompts: [agreed('a', 20, { freeAt: time })] });
    expect([freeAt(null).code, freeAt(at(-1)).code, freeAt(at(-6))]).toMatchObject([
      ...['confirm', 'confirm', { code: 'chase', min: 6 }],
    ]);
  });

  it('4: call at windows of the queue that stand free, those free longest first', () => {
    const all = [window_('w5', { state: 'idle', sinceSec: 70 }), idle, window_('w6', { state: 'idle', sinceSec: 20 })];
    const other = window_('w7', { state: 'idle', queues: ['b'] });
    expect(answer({ queues, windows: [...all, other, away], helpless: [helpless('a', { remains: [guide] })] })).toEqual(
      { code: 'call', windows: ['w3', 'w5'] },
    );
  });

  it('5: what remains for it', () => {
    const decision = helpless('a', { remains: [guide] });
    expect(answer({ queues, helpless: [decision], windows: [away] })).toEqual({ code: 'remains' });
    expect(answer({ queues, helpless: [helpless('b', { remains: [guide] })] }).code).toBe('none');
  });

  it('6: nothing more while measures for it are being done', () => {
    const prompts = [agreed('a', 1, {}, 'received'), agreed('b', 1), prompt('c', { state: 'carried-out' })];
    expect(answer({ queues, prompts, windows: [away] })).toEqual({ code: 'under-way', n: 2 });
  });

  it('7: have a measure for it confirmed', () => {
    expect(answer({ queues, prompts: [agreed('a', 1)], windows: [away] })).toEqual({ code: 'confirm', prompt: 'a' });
  });

  it('8: call once somebody is back at a window of the queue, whoever is first', () => {
    const later = { ...away, windowId: 'w8', absence: { kind: 'break' as const, backAt: at(9) } };
    expect(answer({ queues, windows: [later, away] })).toEqual({ code: 'back', window: 'w4', at: at(4) });
  });

  it('9: nothing is suggested for it', () => {
    expect(answer({ queues })).toEqual({ code: 'none' });
  });

  it('10: nothing at all, as far as data tell', () => {
    expect(of({})).toEqual({
      kind: 'calm',
      level: 'normal',
      prompted: false,
      answer: { code: 'calm', late: false },
      chased: [],
    });
    expect(of({ feeds: [feed('stale')] })).toMatchObject({ level: 'busy', answer: { code: 'calm', late: true } });
  });
});

describe('a queue without a possible prompt', () => {
  const now = (over: Partial<SituationInput>, decided = [helpless('a', { remains: [guide] })]) =>
    helplessNow(decided, { queues, windows: [], prompts: [], ...over }, NOW);

  it('is nothing of a trouble that has passed, or while people wait in one that is worse', () => {
    expect(now({})).toHaveLength(1);
    expect(now({ queues: [queue('a')] })).toEqual([]);
    expect(now({ queues: [bad('a', 29, { waiting: 0, longestWaitSec: null })] })).toEqual([]);
    const beside = (waiting: number) => now({ queues: [bad('a', 29, { level: 'busy' }), bad('b', 40, { waiting })] });
    expect([beside(4), beside(0)]).toMatchObject([[], [{ queue: 'a' }]]);
  });

  it('is nothing beside a prompt that names a window for it, and not what is proposed or done already', () => {
    expect(now({ prompts: [prompt('p')] })).toEqual([]);
    expect(now({ prompts: [prompt('p', { queues: ['z'] })] })).toHaveLength(1);
    const { windowId: _, ...led } = prompt('p', { kind: 'guide', item: 'id', queues: ['a'] });
    expect(now({ prompts: [led] })).toMatchObject([{ remains: [] }]);
    expect(now({ prompts: [{ ...led, state: 'carried-out' }] })).toMatchObject([{ remains: [] }]);
    expect(now({ prompts: [{ ...led, item: 'other' }] })).toMatchObject([{ remains: [guide] }]);
  });

  it('names the windows of the queue that stand free', () => {
    expect(now({ windows: [window_('w1', { state: 'idle' })] })).toMatchObject([{ free: ['w1'] }]);
  });
});
