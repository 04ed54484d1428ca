import { part } from '@cockpit/contracts';
import { setOf } from '../queue-set';
import type { Decision } from './decision';
import { DEFAULT_PARAMS } from './params';
import { aimOf, helped, relieved, sentence } from './sentence';
import { queueOf, viewOf, windowOf } from './test-view';
import type { QueueChange, PromptFacts } from './prompt-facts';

/** A window of the first queue that serves it, one of the reserve, and one of the first queue that serves the second. */
const VIEW = viewOf(
  [queueOf('a', { name: '甲', waiting: 4 }), queueOf('b', { name: '乙', waiting: 20 }), queueOf('c', { name: '丙' })],
  [windowOf(1, 0), windowOf(2, -1, { reserve: true, mask: setOf([]) }), windowOf(3, 0, { mask: setOf([1]) })],
  {
    nowMin: 100,
    items: [{ code: 'i', name: '补证', queue: 1, meanMin: 6, share: 0.5, channels: [], guidedUntilMin: 0 }],
  },
);
const change = (queue: number, p50: [number, number], p80: [number, number] = [0, 0]): QueueChange => ({
  queue,
  beforeP50Min: p50[0],
  afterP50Min: p50[1],
  beforeP80Min: p80[0],
  afterP80Min: p80[1],
});
const LINK: Decision = { kind: 'link', window: 0, mask: setOf([0, 1]), gain: 30 };
const told = (more: Partial<PromptFacts> = {}): PromptFacts => ({
  changes: [],
  begun: [],
  ended: [],
  gainMin: 30,
  ...more,
});
const said = (decision: Partial<Decision>, more: Partial<PromptFacts> = {}, view = VIEW) =>
  sentence(view, DEFAULT_PARAMS, { ...LINK, ...decision }, told(more));
/** the second queue waits for less */
const RELIEF = change(1, [30, 20]);

describe('whom a measure helps', () => {
  it('is the queue that is named, else what the window takes on; a link never helps what it takes from', () => {
    expect(helped(VIEW, { ...LINK, kind: 'guide', queue: 2 })).toBe(setOf([2]));
    expect(helped(VIEW, LINK)).toBe(setOf([1]));
    expect(helped(VIEW, { ...LINK, window: 2, mask: setOf([0, 1, 2]) })).toBe(setOf([2]));
    expect(helped(VIEW, { ...LINK, kind: 'reassign' })).toBe(setOf([0, 1]));
    expect(helped(VIEW, { ...LINK, window: 9 })).toBe(setOf([]));
    expect(helped(VIEW, { kind: 'reassign', window: 0, gain: 1 })).toBe(setOf([]));
  });

  it('is of several the one that is helped most, and none when none is', () => {
    const all: Decision = { ...LINK, kind: 'open', window: 1, mask: setOf([1, 2]) };
    const of = (...changes: QueueChange[]) => relieved(VIEW, all, { changes, begun: [] });
    expect(of(change(1, [30, 20]), change(2, [30, 19]))).toBe(2);
    expect(of(change(1, [30, 20], [40, 30]), change(2, [30, 19]))).toBe(1);
    expect(of(change(0, [30, 0]), change(1, [30, 29]))).toBe(1);
    expect(of(change(1, [30, 30]))).toBeUndefined();
    expect(of(change(1, [30, 25], [30, 36]))).toBeUndefined();
    expect(of()).toBeUndefined();
    // what nobody serves has no wait to compare with
    const begun = [
      { queue: 0, afterP50Min: 3 },
      { queue: 2, afterP50Min: 5 },
    ];
    expect(relieved(VIEW, all, { changes: [RELIEF], begun })).toBe(2);
  });
});

describe('the aim of a prompt', () => {
  const aim = (more: Partial<PromptFacts>, decision: Partial<Decision> = {}) =>
    aimOf(VIEW, { ...LINK, ...decision }, told(more));
  const shown = { queue: 1, beforeP80Min: 40, afterP80Min: 30 };

  it('names by codes the queue of the sentence and the one that loses by it', () => {
    expect(aim({ changes: [RELIEF, change(0, [3, 8])] })).toEqual({ queue: 'b', horizon: 'now', giver: 'a' });
    expect(aim({ changes: [RELIEF, change(0, [3, 3])] })).toEqual({ queue: 'b', horizon: 'now' });
    expect(aim({}, { kind: 'other-hall', queue: 2 })).toEqual({ queue: 'c', horizon: 'now' });
    expect(aim({})).toBeUndefined();
  });

  it('tells when the people arrive whom it helps, or how many fewer are sent home', () => {
    expect(aim({ shown: { ...shown, of: 44.6 } })).toEqual({ queue: 'b', horizon: 'later', laterMin: 45 });
    expect(aim({ shown: { ...shown, of: 'hour' } })).toEqual({ queue: 'b', horizon: 'hour' });
    expect(aim({ shown: { ...shown, of: 'closing', people: 3 } })).toMatchObject({ horizon: 'closing', people: 3 });
  });
});

describe('the sentence of a prompt', () => {
  it('is none when its figures say nothing for it', () => {
    expect(said({}, { changes: [change(1, [30, 30])] })).toBeNull();
    expect(said({}, { changes: [change(1, [30.2, 30.1], [40.2, 40.1])], gainMin: 0.4 })).toBeNull();
    expect(said({}, { shown: { queue: 9, of: 'now', beforeP80Min: 9, afterP80Min: 3 } })?.params['queue']).toBe('');
  });

  it('shows the relief by the figure in which it shows', () => {
    const relief = (more: Partial<PromptFacts>) => said({}, more)?.params['relief'];
    expect(relief({ changes: [RELIEF] })).toEqual(part('relief.half', { queue: '乙', before: 30, after: 20 }));
    expect(relief({ changes: [change(1, [30.2, 30.1], [40.4, 33.6])] })).toEqual(
      part('relief.most', { queue: '乙', before: 40, after: 34 }),
    );
    expect(relief({ changes: [change(1, [30.2, 30.1], [40.2, 40.1])], gainMin: 0.6 })).toEqual(
      part('relief.saved', { minutes: 1 }),
    );
    expect(relief({ begun: [{ queue: 1, afterP50Min: 7.6 }], changes: [RELIEF] })).toEqual(
      part('relief.begun', { after: 8 }),
    );
    const shown = (of: 'now' | 'hour' | number) =>
      relief({ changes: [RELIEF], shown: { queue: 1, of, beforeP80Min: 30.4, afterP80Min: 20.6 } });
    expect(shown('now')).toEqual(part('relief.most', { queue: '乙', before: 30, after: 21 }));
    expect(shown('hour')).toEqual(part('relief.most-hour', { before: 30, after: 21 }));
    expect(shown(44.6)).toEqual(part('relief.most-later', { later: 45, before: 30, after: 21 }));
  });

  it('says how many wait, or that they are expected', () => {
    expect(said({}, { changes: [RELIEF] })?.params['crowd']).toEqual(part('crowd.waiting', { waiting: 20 }));
    expect(
      said({ kind: 'open', window: 1, mask: setOf([2]) }, { changes: [change(2, [30, 20])] })?.params['crowd'],
    ).toEqual(part('crowd.expected', {}));
  });

  it('calls a window free only where its own queue stays under its target', () => {
    const code = (...own: QueueChange[]) => said({}, { changes: [RELIEF, ...own] })?.code;
    expect(code(change(0, [5, 14], [5, 14]))).toBe('why.link-free');
    expect(code(change(0, [5, 15], [5, 14]))).toBe('why.link-shared');
    expect(code(change(0, [5, 14], [5, 15]))).toBe('why.link-shared');
    // of which nothing is told but that somebody waits
    expect(code()).toBe('why.link-shared');
    const empty = { ...VIEW, queues: VIEW.queues.map((queue, i) => (i === 0 ? { ...queue, waiting: 0 } : queue)) };
    expect(said({}, { changes: [RELIEF] }, empty)?.code).toBe('why.link-free');
    expect(said({}, { changes: [RELIEF], ended: [0] }, empty)?.code).toBe('why.link-shared');
    expect(said({}, { changes: [RELIEF] })?.params).toMatchObject({ window: '1', home: '甲', queue: '乙' });
    const reserve = said({ window: 1, mask: setOf([1]) }, { changes: [RELIEF] });
    expect(reserve?.code).toBe('why.link');
    expect(reserve?.params).not.toHaveProperty('home');
  });

  it('says what is done, and for how long', () => {
    const does = (decision: Partial<Decision>) => said(decision, { changes: [RELIEF, change(0, [30, 20])] });
    expect(does({ kind: 'open', window: 1, mask: setOf([1]) })).toMatchObject({
      code: 'why.open',
      params: { window: '2', minutes: DEFAULT_PARAMS.openMin },
    });
    expect(does({ kind: 'open', window: 1, mask: setOf([1]), untilMin: 122 })?.params['minutes']).toBe(20);
    expect(does({ kind: 'recall' })?.code).toBe('why.recall');
    expect(does({ kind: 'reassign', mask: setOf([1]) })).toMatchObject({
      code: 'why.reassign',
      params: { window: '1', queue: '乙' },
    });
    expect(does({ kind: 'reassign', window: 2, mask: setOf([0]) })).toMatchObject({
      code: 'why.return',
      params: { window: '3', queue: '甲' },
    });
    const guided = (more: Partial<Decision>) =>
      sentence(
        VIEW,
        DEFAULT_PARAMS,
        { kind: 'guide', gain: 30, queue: 1, item: 0, ...more },
        told({ changes: [RELIEF] }),
      );
    expect(guided({ channel: 'self-service' })).toMatchObject({
      code: 'why.guide-self-service',
      params: { item: '补证', minutes: DEFAULT_PARAMS.guideMin, queue: '乙' },
    });
    expect(guided({ channel: 'mobile', untilMin: 142 })).toMatchObject({
      code: 'why.guide-mobile',
      params: { minutes: 40 },
    });
  });

  describe('tells what it costs', () => {
    const gives = (decision: Partial<Decision>, changes: QueueChange[], ended: number[] = []) =>
      said(decision, { changes: [RELIEF, ...changes], ended })?.params['gives'];
    const reassign = { kind: 'reassign', mask: setOf([1]) } as const;

    it('a queue that nobody serves any more, before all else', () => {
      expect(gives({}, [change(0, [5, 9])], [2])).toEqual(part('gives.unserved', { queue: '丙' }));
    });

    it('its own queue, by the figure in which it shows', () => {
      expect(gives({}, [change(0, [5, 9])])).toEqual(part('gives.half', { queue: '甲', before: 5, after: 9 }));
      expect(gives({}, [change(0, [5.2, 5.4], [8, 12])])).toEqual(
        part('gives.most', { queue: '甲', before: 8, after: 12 }),
      );
      expect(gives({}, [change(0, [5.2, 5.4], [8.2, 8.4])])).toEqual(
        part('gives.stays', { queue: '甲', before: 5, after: 5 }),
      );
      // also where another loses more
      expect(gives({}, [change(0, [5, 6]), change(2, [5, 30])])).toMatchObject({ params: { queue: '甲' } });
    });

    it('or whichever loses most, of those that are not helped', () => {
      expect(gives(reassign, [change(0, [5, 6]), change(2, [5, 8])])).toEqual(
        part('gives.half', { queue: '丙', before: 5, after: 8 }),
      );
      expect(gives(reassign, [change(0, [5, 6], [5, 15]), change(2, [5, 8])])).toMatchObject({
        code: 'gives.half',
        params: { queue: '甲' },
      });
      expect(gives(reassign, [change(0, [5, 5])])).toEqual(part('gives.none', { queue: '甲' }));
      expect(gives({ kind: 'recall', mask: setOf([1]) }, [change(0, [5, 5])])).toBe('');
      expect(gives(reassign, [])).toBe('');
    });
  });
});
