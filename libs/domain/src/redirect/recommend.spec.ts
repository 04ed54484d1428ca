import { chinese } from '@cockpit/contracts';
import fc from 'fast-check';
import { consider } from './decide';
import { fairnessIndex } from './fairness';
import { DEFAULT_PARAMS, type RedirectParams } from './params';
import { isFair, recommend } from './recommend';
import { jam, queueOf, viewOf, windowOf } from './test-view';
import type { PastPrompt, RedirectView } from './view';
import { allQueues, isWithin, NO_QUEUES, setOf } from '../queue-set';

const only = (...kinds: RedirectParams['kinds']): RedirectParams => ({ ...DEFAULT_PARAMS, kinds });
const first = (view: RedirectView, params: RedirectParams): ReturnType<typeof recommend>[number] | undefined =>
  recommend(view, params)[0];

describe('a prompt', () => {
  it('links a qualified window to the queue that is jammed and says everything about it', () => {
    const prompt = first(jam(), only('link'));
    expect(prompt).toMatchObject({ kind: 'link', queues: ['quiet', 'busy'], decidedMin: 120, expiresMin: 125 });
    expect(['w3', 'w4']).toContain(prompt?.windowId);
    expect(prompt?.why).toMatch(/^[^。]+。$/);
    expect(prompt?.why).toMatch(/busy（现有 20 人等候）/);
    const busy = prompt?.predicted['busy'];
    expect(busy?.afterP50Min).toBeLessThan(busy?.beforeP50Min ?? 0);
    // the queue that lends the window is told what it waits before and after, also where that is nothing
    const quiet = prompt?.predicted['quiet'];
    const [before, after] = [Math.round(quiet?.beforeP50Min ?? NaN), Math.round(quiet?.afterP50Min ?? NaN)];
    expect(
      [
        `quiet 自身等候 ${String(before)} → ${String(after)} 分钟`,
        `quiet 由 ${String(before)} 分钟升至 ${String(after)} 分钟`,
        'quiet（八成把握）由',
      ].some((said) => prompt?.why.includes(said)),
    ).toBe(true);
  });

  it('reassigns too, names the queue that gives, and tells what that queue loses', () => {
    const view = jam({
      queues: [
        queueOf('busy', { waiting: 20, workMin: 190 }),
        queueOf('quiet', { waiting: 3, workMin: 28, ratePerMin: new Float64Array(18).fill(0.2) }),
      ],
    });
    const prompt = first(view, only('reassign'));
    expect(prompt).toMatchObject({ kind: 'reassign', queues: ['busy'], giver: 'quiet' });
    expect(prompt?.why).toMatch(/quiet 由 \d+ 分钟升至 \d+ 分钟/);
  });

  it('is not given without need, without skills, at the end of the day or beyond the budget', () => {
    const calm = jam({ queues: [queueOf('busy'), queueOf('quiet')] });
    expect(recommend(calm, only('reassign'))).toEqual([]);
    expect(recommend(jam({ windows: [windowOf(1, 0), windowOf(2, 1)] }), only('link', 'reassign'))).toEqual([]);
    expect(recommend(jam({ nowMin: 540 }), only('link'))).toEqual([]);
    const past = Array.from({ length: 12 }, (_, i): PastPrompt => ({
      kind: 'guide',
      state: 'done',
      decidedMin: 70 + i,
      item: 0,
    }));
    expect(recommend(jam({ past }), only('link'))).toEqual([]);
    expect(recommend(viewOf([], []), DEFAULT_PARAMS)).toEqual([]);
  });

  it('rests after a refusal and comes back when the rest is over', () => {
    const refused = (answeredMin: number): PastPrompt[] =>
      [2, 3].map((window) => ({
        kind: 'link',
        state: 'declined',
        decidedMin: answeredMin - 2,
        answeredMin,
        window,
        mask: 3n,
      }));
    expect(recommend(jam({ past: refused(110) }), only('link'))).toEqual([]);
    expect(recommend(jam({ past: refused(92) }), only('link'))).toHaveLength(1);
  });

  it('does not ask about a window that is already being asked about', () => {
    const past: PastPrompt[] = [{ kind: 'link', state: 'shown', decidedMin: 119, window: 2, mask: 3n }];
    expect(first(jam({ past }), only('link'))?.windowId).not.toBe('w3');
  });

  it('keeps the hands off a window that has only just been changed', () => {
    const windows = jam().windows.map((w) => ({ ...w, changedMin: 118 }));
    expect(recommend(jam({ windows }), only('link', 'reassign'))).toEqual([]);
  });

  it('guides newcomers to a terminal, or to the phone where there is none', () => {
    const item = (channel: 'self-service' | 'mobile'): RedirectView['items'] => [
      { code: 'i1', name: '身份证', queue: 0, meanMin: 6, share: 0.5, channels: [channel], guidedUntilMin: -Infinity },
    ];
    expect(first(jam({ items: item('self-service') }), only('guide'))).toMatchObject({
      kind: 'guide',
      item: 'i1',
      channel: 'self-service',
      queues: ['busy'],
      untilMin: 242,
    });
    expect(first(jam({ items: item('self-service') }), { ...only('guide'), guideMostMin: 45 })).toMatchObject({
      untilMin: 167,
    });
    expect(first(jam({ items: item('mobile') }), only('guide'))?.why).toMatch(/掌办/);
    expect(
      recommend(jam({ items: item('mobile').map((i) => ({ ...i, guidedUntilMin: 140 })) }), only('guide')),
    ).toEqual([]);
  });

  it('keeps the terminals for what takes most work off a queue in trouble', () => {
    const items = (share: number, guidedUntilMin = -Infinity): RedirectView['items'] =>
      [0.5, 0.4, share].map((of, i) => ({
        code: `i${String(i)}`,
        name: `i${String(i)}`,
        queue: 0,
        meanMin: 6,
        share: of,
        channels: ['self-service'],
        guidedUntilMin: i === 0 ? guidedUntilMin : -Infinity,
      }));
    const refused = (item: number, answeredMin = 105): PastPrompt => ({
      kind: 'guide',
      state: 'declined',
      decidedMin: answeredMin - 2,
      answeredMin,
      item,
      queue: 0,
    });
    expect(first(jam({ items: items(0.1, 200), past: [refused(1)] }), only('guide'))).toBeUndefined();
    // and nobody who has just said no to guiding is asked to guide others of the same queue
    const asked = (answeredMin: number) =>
      first(jam({ items: items(0.45, 200), past: [refused(1, answeredMin)] }), only('guide'))?.item;
    expect([asked(106), asked(105)]).toEqual([undefined, 'i2']);
  });

  it('does not let a window that has just been asked stand for one like it', () => {
    const said = first(jam(), only('link'))?.decision;
    const past: PastPrompt[] = [
      {
        kind: 'link',
        state: 'declined',
        decidedMin: 100,
        answeredMin: 101,
        window: said?.window ?? -1,
        mask: 3n,
        troubleMin: 500,
      },
    ];
    const next = first(jam({ past }), only('link'))?.decision;
    expect(next).toMatchObject({ kind: 'link', mask: 3n });
    expect(next?.window).not.toBe(said?.window);
  });

  it('opens a reserve window while its minutes last', () => {
    const windows = [
      ...jam().windows,
      windowOf(6, -1, { reserve: true, condition: 'closed', skills: 3n, mask: 3n, current: -1 }),
    ];
    expect(first(jam({ windows, reserveLeftMin: 45 }), only('open'))).toMatchObject({
      kind: 'open',
      windowId: 'w6',
      untilMin: 167,
    });
    expect(recommend(jam({ windows, reserveLeftMin: 44 }), only('open'))).toEqual([]);
  });

  it('calls back from a short break but never from lunch', () => {
    const away = (breakKind: 'lunch' | 'break'): RedirectView['windows'] => [
      ...jam().windows.slice(0, 2),
      windowOf(3, 0, { condition: 'away', onBreak: true, breakKind, backMin: 130 }),
    ];
    expect(
      first(jam({ queues: [queueOf('busy', { waiting: 8, workMin: 70 }), queueOf('quiet')], windows: away('break') }), {
        ...only('recall'),
        threshold: { ...DEFAULT_PARAMS.threshold, recall: 10 },
      }),
    ).toMatchObject({ kind: 'recall', windowId: 'w3' });
    expect(recommend(jam({ windows: away('lunch') }), only('recall'))).toEqual([]);
  });

  it('sends to another hall only when way and wait together are clearly shorter', () => {
    const hall = (travelMin: number): RedirectView['otherHalls'] => [
      {
        code: 'H2',
        name: '东城大厅',
        travelMin,
        waitP50Min: new Map([['busy', 5]]),
        waitP80Min: new Map([['busy', 9]]),
      },
    ];
    const queues = [queueOf('busy', { waiting: 40, workMin: 400, predictedP50Min: 60 }), queueOf('quiet')];
    const prompt = first(jam({ queues, otherHalls: hall(12) }), only('other-hall'));
    expect(prompt).toMatchObject({ kind: 'other-hall', toHall: 'H2', queues: ['busy'] });
    expect(prompt?.why).toMatch(/此处约等 60 分钟.*路程 12 分钟、等候 5 分钟/);
    expect(recommend(jam({ queues, otherHalls: hall(16) }), only('other-hall'))).toEqual([]);
    expect(
      recommend(
        jam({
          queues: [queueOf('busy', { waiting: 40, workMin: 400, predictedP50Min: 25 }), queueOf('quiet')],
          otherHalls: hall(12),
        }),
        only('other-hall'),
      ),
    ).toEqual([]);
  });

  it('respects skills and stays finite in halls of any size, whatever the moment', () => {
    const hall = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 33, max: 60 })).chain((n) =>
      fc.record({
        queues: fc.array(
          fc.record({
            waiting: fc.integer({ min: 0, max: 90 }),
            mean: fc.integer({ min: 3, max: 25 }),
            rate: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          { minLength: n, maxLength: n },
        ),
        windows: fc.array(
          fc.record({
            home: fc.integer({ min: 0, max: n - 1 }),
            skills: fc.bigInt({ min: 0n, max: allQueues(n) }),
            condition: fc.constantFrom('free', 'busy', 'away', 'closed' as const),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        nowMin: fc.integer({ min: 0, max: 545 }),
      }),
    );
    fc.assert(
      fc.property(hall, ({ queues, windows, nowMin }) => {
        const view = viewOf(
          queues.map((q, i) =>
            queueOf(`q${String(i)}`, {
              waiting: q.waiting,
              workMin: q.waiting * q.mean,
              meanMin: q.mean,
              ratePerMin: new Float64Array(18).fill(q.rate),
            }),
          ),
          windows.map((w, i) =>
            windowOf(i + 1, w.home, {
              skills: w.skills | setOf([w.home]),
              condition: w.condition,
              serviceMeanMin: 8,
              backMin: nowMin + 10,
            }),
          ),
          { nowMin },
        );
        const prompts = recommend(view, DEFAULT_PARAMS);
        expect(prompts).toEqual(recommend(view, DEFAULT_PARAMS));
        for (const { decision, predicted, gainMin, fairness } of prompts) {
          const window = view.windows[decision.window ?? -1];
          if (window !== undefined) expect(isWithin(decision.mask ?? NO_QUEUES, window.skills)).toBe(true);
          expect(gainMin).toBeGreaterThan(0);
          for (const share of [fairness.before, fairness.after]) expect(share).toBeLessThanOrEqual(1 + 1e-9);
          for (const change of Object.values(predicted))
            for (const value of Object.values(change)) expect(Number.isFinite(value) && value >= 0).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** `a` gives to whom it can; windows 5 and 6 belong to `c`, and know more than that. */
const three = (over: Partial<RedirectView> = {}): RedirectView =>
  viewOf(
    [
      queueOf('a', { waiting: 20, workMin: 190, headAgeMin: 35 }),
      queueOf('b', { ratePerMin: new Float64Array(18).fill(0.05) }),
      queueOf('c', { ratePerMin: new Float64Array(18).fill(0.05) }),
    ],
    [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1), windowOf(4, 1), windowOf(5, 2, { skills: setOf([0, 1, 2]) })],
    over,
  );

describe('what a prompt tells', () => {
  const WAYS = ['link', 'reassign', 'guide', 'open', 'recall', 'other-hall'] as const;
  /** A hall in which every kind of measure would help. A window is called back for what a few minutes can mend. */
  const every = (waiting: number): RedirectView =>
    jam({
      queues: [queueOf('busy', { waiting, workMin: 10 * waiting, predictedP50Min: 90 }), queueOf('quiet')],
      windows: [
        ...jam().windows,
        windowOf(6, -1, { reserve: true, condition: 'closed', skills: 3n, mask: 3n, current: -1 }),
        windowOf(7, 0, {
          condition: 'away',
          onBreak: waiting < 20,
          breakKind: 'break',
          backMin: waiting < 20 ? 132 : 700,
        }),
      ],
      items: [...[{ code: 'i1', name: '身份证', queue: 0, meanMin: 6, share: 0.5, guidedUntilMin: -Infinity }]].map(
        (item) => ({ ...item, channels: ['mobile' as const] }),
      ),
      otherHalls: [
        {
          code: 'H2',
          name: '东城大厅',
          travelMin: 5,
          waitP50Min: new Map([['busy', 5]]),
          waitP80Min: new Map([['busy', 9]]),
        },
      ],
      reserveLeftMin: 90,
    });
  const cheap = { reassign: 1, link: 1, guide: 1, open: 1, recall: 1, otherHall: 1 };
  const of = (kind: (typeof WAYS)[number]) =>
    first(every(kind === 'recall' ? 9 : 40), { ...only(kind), threshold: cheap });

  it('names the window or the item, the channel or the hall it is about, and nothing else', () => {
    const told = WAYS.map((kind) => {
      const { windowId, item, channel, toHall, untilMin, queues } = of(kind) ?? { queues: [] };
      return { kind, windowId, item, channel, toHall, untilMin, queues };
    });
    expect(told).toEqual([
      { kind: 'link', windowId: 'w3', queues: ['quiet', 'busy'] },
      { kind: 'reassign', windowId: 'w3', queues: ['busy'] },
      { kind: 'guide', item: 'i1', channel: 'mobile', untilMin: 242, queues: ['busy'] },
      { kind: 'open', windowId: 'w6', untilMin: 167, queues: ['busy', 'quiet'] },
      { kind: 'recall', windowId: 'w7', queues: ['busy'] },
      { kind: 'other-hall', toHall: 'H2', untilMin: 152, queues: ['busy'] },
    ]);
    // what is not said is not there either: it is kept and sent as it is
    const keys = ['windowId', 'item', 'channel', 'toHall', 'untilMin', 'giver'];
    expect(WAYS.map((kind) => keys.filter((key) => key in (of(kind) ?? {})))).toEqual([
      ['windowId'],
      ['windowId', 'giver'],
      ['item', 'channel', 'untilMin'],
      ['windowId', 'untilMin'],
      ['windowId'],
      ['toHall', 'untilMin'],
    ]);
  });

  it('is the trouble it is for, when it lapses, and how sure one can be before it has been played', () => {
    const prompt = first(jam(), only('link'));
    const choice = consider(jam(), only('link')).choice;
    expect(prompt).toMatchObject({
      trouble: { queue: 'busy', waitMin: choice?.trouble.waitMin, coming: false },
      relief: choice?.relief,
      gainMin: choice?.decision.gain,
      decision: choice?.decision,
      confidence: 'low',
      why: chinese(prompt?.words ?? { code: 'none', params: {} }),
    });
  });

  it('puts the home of a window first among what it is to serve', () => {
    expect(first(three(), only('link'))).toMatchObject({ windowId: 'w5', queues: ['c', 'a', 'b'] });
  });

  it('is the wait of each queue it speaks of or touches, before and after, and fairness over all', () => {
    const prompt = first(three(), only('link'));
    const choice = consider(three(), only('link')).choice;
    if (choice === undefined) throw new Error('nothing is prompted');
    const waits = (): Record<string, number>[] => [0, 1, 2].map((q) => ({ ...choice.fluid.newcomerWait(q) }));
    const before = waits();
    choice.move.apply(choice.fluid);
    const after = waits();
    const p50 = (all: Record<string, number>[]): number[] => all.map((w) => w['p50Min'] ?? NaN);
    expect(Object.keys(prompt?.predicted ?? {})).toEqual(['a', 'b', 'c']);
    ['a', 'b', 'c'].forEach((code, q) => {
      const told = prompt?.predicted[code];
      expect(told?.beforeP50Min).toBeCloseTo(before[q]?.['p50Min'] ?? NaN, 6);
      expect(told?.beforeP80Min).toBeCloseTo(before[q]?.['p80Min'] ?? NaN, 6);
      expect(told?.afterP50Min).toBeCloseTo(after[q]?.['p50Min'] ?? NaN, 6);
      expect(told?.afterP80Min).toBeCloseTo(after[q]?.['p80Min'] ?? NaN, 6);
    });
    expect(prompt?.fairness.before).toBeCloseTo(fairnessIndex(p50(before)), 6);
    expect(prompt?.fairness.after).toBeCloseTo(fairnessIndex(p50(after)), 6);
    expect(prompt?.fairness.after).toBeGreaterThan(prompt?.fairness.before ?? NaN);
    expect(prompt?.predicted['a']).not.toHaveProperty('queue');
  });

  it('leaves out queues it neither speaks of nor touches', () => {
    const guide = of('guide');
    expect(Object.keys(guide?.predicted ?? {})).toEqual(['busy']);
    const view = three({ windows: [...three().windows.slice(0, 4), windowOf(5, 2, { skills: setOf([0, 2]) })] });
    expect(Object.keys(first(view, only('link'))?.predicted ?? {})).toEqual(['a', 'c']);
  });

  it('is who gives: the queue that loses most, where one loses at all', () => {
    const view = (waiting: number): RedirectView =>
      three({
        queues: [
          queueOf('a', { waiting: 40, workMin: 380, headAgeMin: 60 }),
          queueOf('b', { waiting: 4, workMin: 36 }),
          queueOf('c', { waiting, workMin: waiting * 9, ratePerMin: new Float64Array(18).fill(0.1) }),
        ],
        windows: [...three().windows.slice(0, 4), windowOf(5, 2, { skills: setOf([0, 2]) }), windowOf(6, 2)],
      });
    const params = { ...only('reassign'), threshold: cheap };
    expect(first(view(4), params)).toMatchObject({ kind: 'reassign', windowId: 'w5', giver: 'c' });
    expect(first(three(), only('link'))).not.toHaveProperty('giver');
  });
});

describe('the last word', () => {
  const like = (n: number): RedirectView =>
    jam({
      windows: [
        ...jam().windows.slice(0, 2),
        // no two alike, so that each stands for itself
        ...Array.from({ length: n }, (_, i) =>
          windowOf(3 + i, 1, { skills: 3n, condition: 'busy', serviceMeanMin: 4, current: i % 2, switchMin: 1 + i }),
        ),
        ...Array.from({ length: n }, (_, i) => windowOf(20 + i, 1, { condition: 'away', backMin: 500 + i })),
      ],
      items: Array.from({ length: 4 }, (_, i) => ({
        code: `i${String(i)}`,
        name: `i${String(i)}`,
        queue: 0,
        meanMin: 6,
        share: 0.2,
        channels: ['self-service' as const],
        guidedUntilMin: -Infinity,
      })),
    });
  const params = { ...only('link', 'guide'), maxGuidedItems: 9 };

  it('may mend a prompt, and what it gives back is what is prompted', () => {
    const mended = recommend(jam(), only('link'), (prompt) => ({ ...prompt, confidence: 'high' }));
    expect(mended).toEqual(recommend(jam(), only('link')).map((prompt) => ({ ...prompt, confidence: 'high' })));
  });

  it('may refuse, and then the next best is looked at; after four nothing is prompted in this minute', () => {
    const seen: string[] = [];
    const refusing = (times: number) =>
      recommend(like(2), params, (prompt) => {
        seen.push(prompt.item ?? prompt.windowId ?? '');
        return seen.length > times ? prompt : null;
      });
    expect(refusing(3)).toHaveLength(1);
    expect(new Set(seen).size).toBe(4);
    seen.length = 0;
    expect(refusing(4)).toEqual([]);
    expect(new Set(seen).size).toBe(4);
  });

  it('is not asked twice about the same, and not at all where there is nothing to say', () => {
    const asked: unknown[] = [];
    const refuse = (prompt: unknown): null => {
      asked.push(prompt);
      return null;
    };
    expect(recommend(jam({ windows: jam().windows.slice(0, 3) }), only('link'), refuse)).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(recommend(jam({ windows: [windowOf(1, 0)] }), only('link'), refuse)).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

describe('no queue is made to starve for another', () => {
  const none = new Float64Array(18);
  // the only window of `gives` would go to a queue that is worse off
  const view = (target = 15): RedirectView =>
    viewOf(
      [
        queueOf('busy', { waiting: 20, workMin: 190, headAgeMin: 35 }),
        queueOf('gives', { waiting: 2, workMin: 4, meanMin: 2, ratePerMin: none, waitTargetMin: target }),
        ...Array.from({ length: 6 }, (_, i) => queueOf(`calm${String(i)}`, { ratePerMin: none })),
      ],
      [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1, { skills: 3n })],
    );
  const cheap: RedirectParams = { ...only('reassign'), threshold: { ...DEFAULT_PARAMS.threshold, reassign: 1 } };

  it('unless the hall allows it, or it stays within its own target', () => {
    expect(recommend(view(), cheap)).toEqual([]);
    expect(first(view(), { ...cheap, fairnessLimit: 100 })).toMatchObject({ windowId: 'w3', giver: 'gives' });
    expect(first(view(10_000), cheap)).toMatchObject({ windowId: 'w3', giver: 'gives' });
  });

  it('and guiding takes nothing from anybody', () => {
    const { fluid, move } = consider(view(), cheap).choice ?? {};
    if (fluid === undefined || move === undefined) throw new Error('nothing is prompted');
    expect(isFair(fluid, move, cheap)).toBe(false);
    for (const kind of ['guide', 'other-hall'] as const)
      expect(isFair(fluid, { ...move, decision: { ...move.decision, kind } }, cheap)).toBe(true);
    expect(isFair(fluid, { ...move, decision: { ...move.decision, kind: 'open' } }, cheap)).toBe(false);
  });
});
