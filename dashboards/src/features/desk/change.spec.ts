import type { LiveWindow, WhatIfAnswer } from '@cockpit/contracts';
import { changeOf, draftFor, foreseen, savedOf, freest, movesFor, queuesAfter } from './change';

const window = (over: Partial<LiveWindow> = {}): LiveWindow => ({
  windowId: 'w1',
  number: '1',
  state: 'idle',
  officerId: null,
  officerName: null,
  queues: ['a'],
  homeQueue: 'a',
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 0,
  reason: null,
  loadMin: 0,
  level: 'normal',
  ...over,
});
const change = (before: number, after: number) => ({
  beforeP50Sec: before / 2,
  afterP50Sec: after / 2,
  beforeP80Sec: before,
  afterP80Sec: after,
});
const answer = (queues: WhatIfAnswer['queues']): WhatIfAnswer => ({
  hall: 'H',
  now: '2026-03-02T02:00:00Z',
  change: { kind: 'close', windowId: 'w1' },
  queues,
  unknown: {},
  savedMin: { mean: 0, p10: 0, p90: 0 },
  unqualified: [],
  tookMs: 1,
});

it('marks no queue as better whose figure stands there as before', () => {
  const toneOf = (before: number, after: number) => foreseen(answer({ a: change(before, after) }), ['a'])[0]?.tone;
  expect([toneOf(1200, 1150), toneOf(1200, 900), toneOf(1200, 1500)]).toEqual(['same', 'better', 'worse']);
});

describe('a window dragged to a queue', () => {
  it('takes it on beside its own at first thought', () => {
    const draft = draftFor(window(), 'b');
    expect(draft.move).toBe('link');
    expect(queuesAfter(draft, window())).toEqual(['a', 'b']);
    expect(changeOf(draft, window())).toEqual({ kind: 'assign', windowId: 'w1', queues: ['a', 'b'] });
  });

  it('goes home when it is dragged home, and is opened when it is closed', () => {
    expect(changeOf(draftFor(window({ queues: ['a', 'b'] }), 'a'), window({ queues: ['a', 'b'] }))).toEqual({
      kind: 'assign',
      windowId: 'w1',
      queues: ['a'],
    });
    const closed = window({ state: 'closed' });
    expect(movesFor(closed)).toEqual(['open']);
    expect(changeOf(draftFor(closed, 'b'), closed)).toEqual({ kind: 'open', windowId: 'w1', queues: ['b'] });
  });

  it('asks nothing when nothing would change, or while no queue is named', () => {
    expect(changeOf(draftFor(window(), 'a'), window())).toBeNull();
    expect(changeOf(draftFor(window(), null), window())).toBeNull();
    expect(changeOf({ ...draftFor(window(), null), move: 'close' }, window())).toEqual({
      kind: 'close',
      windowId: 'w1',
    });
  });
});

describe('the window thought of where a prompt names none', () => {
  it('is open, has the least to do, and serves the queue already only where all of them do', () => {
    const windows = [
      window({ windowId: 'w1', loadMin: 20 }),
      window({ windowId: 'w2', loadMin: 5 }),
      window({ windowId: 'w3', queues: ['b'], loadMin: 9 }),
      window({ windowId: 'w4', state: 'closed', queues: ['b'], loadMin: 0 }),
    ];
    expect([freest(windows, ['a'])?.windowId, freest(windows, ['a', 'b'])?.windowId, freest([], ['a'])]).toEqual([
      'w3',
      'w2',
      null,
    ]);
  });
});

describe('what is foreseen', () => {
  it('names who gains first, then who pays, and leaves out who notices nothing', () => {
    const told = foreseen(answer({ a: change(300, 420), b: change(1800, 900), c: change(600, 605) }), []);
    expect(told.map(({ code, tone }) => `${code} ${tone}`)).toEqual(['b better', 'a worse']);
  });

  it('always tells of the queue that was asked about', () => {
    expect(foreseen(answer({ c: change(600, 605) }), ['c']).map(({ code, tone }) => `${code} ${tone}`)).toEqual([
      'c same',
    ]);
  });
});

describe('what a change saves', () => {
  it.each([
    [{ mean: 120.4, p10: 60, p90: 180 }, 'saved', '120', '60', '180'],
    [{ mean: -40, p10: -90, p90: -5 }, 'lost', '40', '5', '90'],
    [{ mean: 283, p10: 0, p90: 640 }, 'unsure', '283', '0', '640'],
    [{ mean: -40, p10: -90, p90: 5 }, 'unsure', '−40', '−90', '5'],
    [{ mean: 0.4, p10: 0.4, p90: 0.4 }, 'unsure', '0', '0', '0'],
  ] as const)('%j', (savedMin, key, n, low, high) => {
    expect(savedOf(savedMin)).toEqual({ key, n, low, high });
  });
});
