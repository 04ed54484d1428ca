import fc from 'fast-check';
import { DEFAULT_PARAMS, type RedirectParams } from './params';
import { recommend } from './recommend';
import { jam, queueOf, viewOf, windowOf } from './testView';
import type { PastPrompt, RedirectView } from './view';
import { allQueues, isWithin, NO_QUEUES, setOf } from '../queueSet';

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
    const refused = (item: number): PastPrompt => ({
      kind: 'guide',
      state: 'declined',
      decidedMin: 110,
      answeredMin: 112,
      item,
      queue: 0,
    });
    expect(first(jam({ items: items(0.1, 200), past: [refused(1)] }), only('guide'))).toBeUndefined();
    expect(first(jam({ items: items(0.45, 200), past: [refused(1)] }), only('guide'))?.item).toBe('i2');
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
