import fc from 'fast-check';
import { setOf } from '../queue-set';
import { consider, type Consideration } from './decide';
import { helpless, type Helpless } from './helpless';
import { DEFAULT_PARAMS } from './params';
import { jam, queueOf, windowOf } from './test-view';
import type { ItemView, PastPrompt, RedirectView } from './view';

/** All of them, where what was chosen is prompted. */
function allStuck(view: RedirectView, considered: Partial<Consideration> = {}): Helpless[] {
  const consideration = { ...consider(view, DEFAULT_PARAMS), ...considered };
  const { choice } = consideration;
  const prompted = choice === undefined ? [] : [view.queues[choice.trouble.queue]?.code ?? ''];
  return helpless(view, DEFAULT_PARAMS, consideration, new Set(prompted));
}
const stuck = (view: RedirectView): Helpless | undefined => allStuck(view)[0];
const item = {
  code: 'i1',
  name: '身份证',
  queue: 0,
  meanMin: 1,
  share: 0.1,
  channels: ['self-service'],
  guidedUntilMin: -Infinity,
} as const;

describe('the worst trouble', () => {
  it('is said with its reasons and what remains when nothing can be prompted for it', () => {
    const view = jam({
      windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1), windowOf(4, 1, { skills: 3n, condition: 'closed' })],
      items: [item],
      otherHalls: [
        {
          code: 'H2',
          name: '东城大厅',
          travelMin: 12,
          waitP50Min: new Map([['busy', 5]]),
          waitP80Min: new Map([['busy', 9]]),
        },
      ],
    });
    expect(stuck(view)).toMatchObject({
      queue: 'busy',
      waiting: 20,
      longestWaitSec: 2100,
      reasons: [
        { code: 'unqualified', params: { windows: 1 } },
        { code: 'away', params: { windows: 1 } },
      ],
      remains: [
        { code: 'guide', params: { item: '身份证', itemCode: 'i1', channel: 'self-service' } },
        { code: 'other-hall', params: { hall: '东城大厅', minutes: 17 } },
      ],
    });
  });

  it('tells that the window was asked and said no', () => {
    const view = jam({
      windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1, { skills: 3n })],
      past: [
        { kind: 'link', state: 'declined', decidedMin: 100, answeredMin: 102, window: 2, mask: 3n, troubleMin: 80 },
      ],
    });
    expect(stuck(view)?.reasons).toEqual([{ code: 'asked', params: { windows: 1 } }]);
  });

  it('is prompted for only now and then when nobody answers, until somebody does', () => {
    const { nowMin } = jam();
    const lapsedAt = (...ages: number[]): PastPrompt[] =>
      ages.map((age) => ({ kind: 'guide', item: 9, state: 'expired', decidedMin: nowMin - age }));
    const asked = (past: PastPrompt[]): boolean => consider(jam({ past }), DEFAULT_PARAMS).choice !== undefined;
    expect(asked(lapsedAt(10))).toBe(true);
    expect(asked(lapsedAt(20, 10))).toBe(false);
    expect(stuck(jam({ past: lapsedAt(20, 10) }))?.reasons).toContainEqual({
      code: 'unanswered',
      params: { lapsed: 2 },
    });
    // what was agreed to before them is not said to be unanswered
    const agreed: PastPrompt = {
      kind: 'other-hall',
      state: 'accepted',
      decidedMin: nowMin - 26,
      answeredMin: nowMin - 25,
    };
    expect(stuck(jam({ past: [...lapsedAt(30, 20, 10), agreed] }))?.reasons).toContainEqual({
      code: 'unanswered',
      params: { lapsed: 2 },
    });
    // a quarter of an hour later, with the next hour, or once somebody answers
    expect(asked(lapsedAt(25, 15))).toBe(true);
    expect(asked(lapsedAt(61, 10))).toBe(true);
    expect(
      asked([
        ...lapsedAt(20, 10),
        { kind: 'guide', item: 8, state: 'declined', decidedMin: nowMin - 9, answeredMin: nowMin - 8 },
      ]),
    ).toBe(true);
  });

  it('is the queue that is worst now, whatever is to come elsewhere', () => {
    const rush = new Float64Array(18).fill(2);
    const none = new Float64Array(18).fill(0);
    const rising = queueOf('rising', { waiting: 8, workMin: 60, headAgeMin: 13, ratePerMin: rush });
    const red = queueOf('red', { waiting: 9, workMin: 80, headAgeMin: 28, ratePerMin: none });
    const view = jam({ queues: [rising, red], windows: [windowOf(1, 0), windowOf(2, 1)] });
    expect(consider(view, DEFAULT_PARAMS).troubles[0]?.queue).toBe(0);
    expect(stuck(view)?.queue).toBe('red');
  });

  it('is not said while it can be helped, nor where nobody waits', () => {
    expect(stuck(jam())).toBeUndefined();
    expect(stuck(jam({ queues: [queueOf('busy'), queueOf('quiet')] }))).toBeUndefined();
  });
});

describe('why no window can be sent', () => {
  const NOW = jam().nowMin;
  const knows = { skills: setOf([0, 1]) };
  const hall = (windows: RedirectView['windows'], more: Partial<RedirectView> = {}): RedirectView =>
    jam({ windows: [windowOf(1, 0), ...windows], ...more });
  /** Whether anything could be prompted is not asked: only what stands in the way of each window. */
  const told = (view: RedirectView, refused = false) =>
    allStuck(view, { ...consider(jam({ past: view.past }), DEFAULT_PARAMS), choice: undefined, refused })[0]?.reasons ??
    [];
  const reasons = (view: RedirectView, refused = false): Record<string, unknown> =>
    Object.fromEntries(told(view, refused).map(({ code, params }) => [code, params['windows'] ?? true]));

  it('is told of each window by the first thing that stands in the way', () => {
    const windows = [
      windowOf(2, 1),
      windowOf(3, 1, { condition: 'away' }),
      windowOf(4, 1, { ...knows, condition: 'away' }),
      windowOf(5, 1, { ...knows, condition: 'closed' }),
      windowOf(6, 1, knows),
      windowOf(7, 1, { ...knows, condition: 'busy' }),
    ];
    expect(reasons(hall(windows))).toEqual({ unqualified: 2, away: 2, 'no-relief': 2 });
  });

  it('is not told of windows that serve the queue, nor of the reserve', () => {
    const serving = windowOf(2, 1, { ...knows, mask: setOf([0, 1]) });
    const reserve = windowOf(3, -1, { ...knows, reserve: true, mask: setOf([1]), condition: 'closed' });
    expect(reasons(hall([serving, reserve]))).toEqual({});
  });

  it('is that it was asked already: it rests, the same was said, or an answer stands out', () => {
    const said = (more: Partial<PastPrompt>): PastPrompt => ({
      kind: 'link',
      state: 'declined',
      decidedMin: NOW - 5,
      window: 1,
      mask: setOf([0, 1]),
      ...more,
    });
    const two = (past: PastPrompt): RedirectView =>
      hall([windowOf(2, 1, knows), windowOf(3, 1, knows)], { past: [past] });
    const after = (past: PastPrompt): Record<string, unknown> => reasons(two(past));
    const one = { asked: 1, 'no-relief': 1 };
    expect(after(said({}))).toEqual(one);
    expect(after(said({ kind: 'reassign' }))).toEqual(one);
    expect(after(said({ state: 'done', troubleMin: 500 }))).toEqual(one);
    expect(after(said({ state: 'accepted', kind: 'reassign', mask: setOf([0]) }))).toEqual(one);
    expect(after(said({ state: 'shown', kind: 'reassign', mask: setOf([0]) }))).toEqual(one);
    // of what was agreed for it, nobody says that it was only asked
    expect(told(two(said({ state: 'accepted' })))).toEqual([
      { code: 'asked', params: { windows: 1, answer: 'accepted' } },
      { code: 'no-relief', params: { windows: 1 } },
    ]);
    const free = { 'no-relief': 2 };
    expect(after(said({ state: 'shown', kind: 'reassign', mask: setOf([0]), decidedMin: NOW - 6 }))).toEqual(free);
    expect(after(said({ state: 'done', kind: 'reassign' }))).toEqual(free);
    expect(after(said({ decidedMin: NOW - 40 }))).toEqual(free);
    expect(after(said({ state: 'done', troubleMin: 10 }))).toEqual(free);
    expect(after(said({ window: 9 }))).toEqual(free);
  });

  it('names every window that is not of the queue once', () => {
    const seats = fc.array(
      fc.record({
        knows: fc.boolean(),
        condition: fc.constantFrom('free' as const, 'busy' as const, 'away' as const, 'closed' as const),
        asked: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(seats, (drawn) => {
        const past = drawn.flatMap(({ asked }, i): PastPrompt[] =>
          asked ? [{ kind: 'link', state: 'declined', decidedMin: NOW - 5, window: i + 1, mask: setOf([0, 1]) }] : [],
        );
        const windows = drawn.map(({ condition, ...seat }, i) =>
          windowOf(i + 2, 1, { condition, ...(seat.knows ? knows : {}) }),
        );
        const told = Object.values(reasons(hall(windows, { past }))).map(Number);
        expect(told.reduce((sum, n) => sum + n, 0)).toBe(drawn.length);
        expect(told).not.toContain(0);
      }),
    );
  });

  it('is also that enough has been said in this hour, and nobody need be missing for that', () => {
    expect(reasons(hall([]), true)).toEqual({ 'attention-used': true });
    expect(reasons(hall([]))).toEqual({});
    const lapsed = [20, 10].map((ago): PastPrompt => ({ kind: 'guide', state: 'expired', decidedMin: NOW - ago }));
    expect(reasons(hall([], { past: lapsed }), true)).toEqual({ unanswered: true });
  });
});

describe('what remains', () => {
  const NOW = jam().nowMin;
  const alone = { windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1)] };
  const remains = (more: Partial<RedirectView>) => {
    const view = jam({ ...alone, ...more });
    return allStuck(view, { choice: undefined })[0]?.remains;
  };

  it('is guiding what most people of the queue come for, where there is a way and none are guided yet', () => {
    const one = (name: string, share: number, more: Partial<ItemView> = {}): ItemView => ({
      ...item,
      name,
      share,
      ...more,
    });
    const guide = (name: string, channel = 'self-service') => [
      { code: 'guide', params: { item: name, itemCode: 'i1', channel } },
    ];
    expect(remains({ items: [one('few', 0.1), one('most', 0.6), one('some', 0.3)] })).toEqual(guide('most'));
    expect(remains({ items: [one('here', 0.1), one('there', 0.6, { queue: 1 })] })).toEqual(guide('here'));
    expect(remains({ items: [one('a way', 0.1), one('none', 0.6, { channels: [] })] })).toEqual(guide('a way'));
    expect(remains({ items: [one('new', 0.1), one('guided', 0.6, { guidedUntilMin: NOW + 1 })] })).toEqual(
      guide('new'),
    );
    expect(remains({ items: [one('over', 0.6, { guidedUntilMin: NOW }), one('few', 0.1)] })).toEqual(guide('over'));
    const phone = one('phone', 0.5, { channels: ['mobile', 'self-service'] });
    expect(remains({ items: [phone] })).toEqual(guide('phone', 'mobile'));
    expect(remains({ items: [one('none', 0.6, { channels: [] })] })).toEqual([]);
    expect(remains({})).toEqual([]);
  });

  it('is the hall where one is served soonest, way included, if it is near', () => {
    const hall = (name: string, travelMin: number, wait: number): RedirectView['otherHalls'][number] => ({
      code: name,
      name,
      travelMin,
      waitP50Min: new Map([['busy', wait]]),
      waitP80Min: new Map([['busy', wait + 4]]),
    });
    expect(remains({ otherHalls: [hall('near', 2, 30), hall('quick', 14, 3.6)] })).toEqual([
      { code: 'other-hall', params: { hall: 'quick', minutes: 18 } },
    ]);
    expect(remains({ otherHalls: [hall('far', 16, 0)] })).toEqual([]);
    // nobody is sent to where they would wait longer
    const quoted = (predictedP50Min: number) =>
      jam().queues.map((queue) => (queue.code === 'busy' ? { ...queue, predictedP50Min } : queue));
    expect(remains({ otherHalls: [hall('quick', 14, 3.6)], queues: quoted(17) })).toEqual([]);
    expect(remains({ otherHalls: [hall('quick', 14, 3.6)], queues: quoted(19) })).toHaveLength(1);
  });
});

describe('a window of which no prompt is given', () => {
  const { nowMin, windows } = jam();
  const helps = consider(jam(), DEFAULT_PARAMS).choice?.decision.window ?? -1;
  const codes = (view: RedirectView) => stuck(view)?.reasons.map(({ code }) => code);

  it('is named while prompts are held back, and nobody says then that the others would not help', () => {
    const past = [20, 10].map((age): PastPrompt => ({
      kind: 'guide',
      item: 9,
      state: 'expired',
      decidedMin: nowMin - age,
    }));
    expect(stuck(jam({ past }))?.untold?.windowId).toBe(windows[helps]?.id);
    expect(codes(jam({ past }))).not.toContain('no-relief');
  });

  it('is named when it was proposed a moment ago and nothing was done', () => {
    const only = jam({ windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1, { skills: 3n })] });
    const said = (state: PastPrompt['state']): RedirectView => ({
      ...only,
      past: [
        { kind: 'link', state, decidedMin: nowMin - 8, answeredMin: nowMin - 6, window: 2, mask: 3n, troubleMin: 80 },
      ],
    });
    expect(stuck(said('expired'))?.untold?.number).toBe(only.windows[2]?.number);
    expect(codes(said('expired'))).toContain('asked');
    // what was agreed to is under way, and what was declined is not proposed by another name
    for (const state of ['accepted', 'declined'] as const) expect(stuck(said(state))?.untold).toBeUndefined();
  });

  it('is none where nobody is qualified', () => {
    expect(stuck(jam({ windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1)] }))?.untold).toBeUndefined();
  });
});

describe('nobody is called helpless', () => {
  const told = (view: RedirectView, considered: Partial<Consideration> = {}) => allStuck(view, considered)[0];
  const stays = jam({ windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1)] });

  it('for a trouble that is only coming, or for which there is a prompt', () => {
    const [trouble] = consider(stays, DEFAULT_PARAMS).troubles;
    if (trouble === undefined) throw new Error('no trouble');
    expect(told(stays)?.queue).toBe('busy');
    expect(told(stays, { troubles: [{ ...trouble, coming: true }] })).toBeUndefined();
    expect(told(stays, { troubles: [] })).toBeUndefined();
    expect(told(stays, { troubles: [{ ...trouble, queue: 7 }] })).toBeUndefined();
  });

  it('but who waits is, although a measure was chosen that the simulation then did not give, and that is not named', () => {
    const view = jam();
    const consideration = consider(view, DEFAULT_PARAMS);
    expect(consideration.choice).toBeDefined();
    const [found] = helpless(view, DEFAULT_PARAMS, consideration, new Set());
    expect(found?.queue).toBe('busy');
    expect(found?.untold).toBeUndefined();
  });

  it('but who waits now is, although it will be worse elsewhere', () => {
    const queues = [
      queueOf('later', { ratePerMin: Float64Array.from({ length: 18 }, (_, i) => (i < 5 ? 0.05 : 2)) }),
      queueOf('now', { waiting: 8, workMin: 80, headAgeMin: 35 }),
    ];
    const view = jam({ queues, windows: [windowOf(1, 0), windowOf(2, 1)] });
    expect(consider(view, DEFAULT_PARAMS).troubles.map(({ queue, coming }) => [queue, coming])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(stuck(view)).toMatchObject({ queue: 'now', waiting: 8, reasons: [{ code: 'unqualified' }] });
  });

  it('but the worst is, although there is a prompt for a lesser one', () => {
    const queues = [
      queueOf('worst', { waiting: 30, workMin: 270, headAgeMin: 50 }),
      queueOf('bad', { waiting: 20, workMin: 180, headAgeMin: 20 }),
      queueOf('quiet', { ratePerMin: new Float64Array(18).fill(0.05) }),
    ];
    const windows = [windowOf(1, 0), windowOf(2, 1), windowOf(3, 2, { skills: setOf([1, 2]) })];
    const view = jam({ queues, windows });
    expect(consider(view, DEFAULT_PARAMS).choice?.trouble.queue).toBe(1);
    expect(stuck(view)).toMatchObject({ queue: 'worst', waiting: 30, longestWaitSec: 3000 });
  });

  it('and every trouble of now is told, the worst first, three at most', () => {
    const queues = [120, 150, 130, 140].map((headAgeMin) =>
      queueOf(`q${String(headAgeMin)}`, { waiting: 9, workMin: 90, headAgeMin, ratePerMin: new Float64Array(18) }),
    );
    const view = jam({ queues, windows: queues.map((_, home) => windowOf(home + 1, home)) });
    expect(allStuck(view).map(({ queue }) => queue)).toEqual(['q150', 'q140', 'q130']);
  });
});
