import type { PromptOrder } from './orders';
import { isInForce, openPrompts, queueOf, shownWait, stageOf } from './prompt-life';
import type { Prompt } from './prompts';

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

describe('open prompts', () => {
  it('are those that have not run out although the server has not said so yet', () => {
    expect(openPrompts([prompt()], NOW + 159_500)).toHaveLength(1);
    expect(openPrompts([prompt()], NOW + 160_000)).toEqual([]);
  });

  it('begin with the one for the worst trouble, then the one worth most', () => {
    const list = [
      prompt({ id: 'a', gainMin: 90, troubleMin: 10 }),
      prompt({ id: 'b', gainMin: 50, troubleMin: 52 }),
      prompt({ id: 'own', gainMin: 500 }),
      prompt({ id: 'less', gainMin: 400 }),
      prompt({ id: 'no', gainMin: 900, state: 'declined' }),
    ];
    expect(openPrompts(list, NOW).map(({ id }) => id)).toEqual(['b', 'a', 'own', 'less']);
  });
});

describe('a prompt', () => {
  it('is for the queue that was decided, else the one sent away from, or whose wait falls most', () => {
    const predicted = { order: change(5, 6), 'exit-entry': change(34, 21) };
    const way = { name: '', travelMin: 5, hereP50Sec: 9, hereP80Sec: 9, thereP50Sec: 1, thereP80Sec: 1 };
    const aim = { queue: 'traffic', horizon: 'now' as const };
    expect([
      ...[queueOf(prompt({ predicted, aim })), queueOf(prompt({ predicted })), queueOf(prompt({ predicted, way }))],
      queueOf(prompt()),
    ]).toEqual(['traffic', 'exit-entry', 'order', 'order']);
  });

  it('is shown by the wait of half the people where that moves by a minute, and is not of who comes later', () => {
    const both = { beforeP50Sec: 600, afterP50Sec: 300, beforeP80Sec: 1200, afterP80Sec: 900 };
    expect([shownWait(both), shownWait(both, 'hour'), shownWait({ ...both, afterP50Sec: 590 })]).toMatchObject([
      ...[{ beforeSec: 600, isMedian: true }, { beforeSec: 1200 }, { beforeSec: 1200, isMedian: false }],
    ]);
  });

  it('is in force until its measure ends', () => {
    expect(isInForce(prompt({ state: 'accepted' }), NOW)).toBe(true);
    expect(isInForce(prompt({ state: 'carried-out', until: at(-1) }), NOW)).toBe(false);
    expect(isInForce(prompt({ state: 'shown' }), NOW)).toBe(false);
  });

  it('is as far as all who are asked have come', () => {
    const order = (state: PromptOrder['state']): PromptOrder => ({
      to: 'window',
      state,
      raised: 0,
      words: { code: 'order.guide-mobile', params: {} },
      toldAt: at(-10),
      seenAt: null,
      answeredAt: null,
      answeredBy: null,
      reason: null,
      endedAt: null,
      steps: [],
    });
    const stage = (...states: PromptOrder['state'][]) => stageOf({ orders: states.map(order) });
    expect([stage(), stage('told', 'cannot'), stage('told', 'done'), stage('received', 'done'), stage('done')]).toEqual(
      [...[null, 'cannot', 'waits', 'received', 'doing']],
    );
    expect(stageOf({ orders: [order('told')], freeAt: null })).toBe('finishes');
  });
});
