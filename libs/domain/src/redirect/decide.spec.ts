import fc from 'fast-check';
import { setOf } from '../queue-set';
import { consider, decide, type Choice, type Consideration } from './decide';
import { FluidModel } from './fluid';
import { guidedShare } from './moves';
import { DEFAULT_PARAMS, type RedirectParams } from './params';
import { jam, queueOf, viewOf, windowOf } from './test-view';
import { LookAhead, relief } from './trouble';
import type { ItemView, PastPrompt, RedirectView, WindowView } from './view';

const NOW = 120;
const P = DEFAULT_PARAMS;
const BOTH = setOf([0, 1]);
const only = (...kinds: RedirectParams['kinds']): RedirectParams => ({ ...P, kinds });
const guided = (more: Partial<ItemView> = {}): ItemView => ({
  code: 'i',
  name: 'i',
  queue: 0,
  meanMin: 6,
  share: 0.5,
  guidedUntilMin: -Infinity,
  channels: ['self-service'],
  ...more,
});
/** What was said of something else: it changes nothing in the hall. */
const elsewhere = (ago: number, more: Partial<PastPrompt> = {}): PastPrompt => ({
  kind: 'guide',
  item: 9,
  state: 'done',
  decidedMin: NOW - ago,
  ...more,
});
const times = (n: number, prompt: PastPrompt): PastPrompt[] => Array.from({ length: n }, () => prompt);
const chosen = (view: RedirectView, params = P): Choice => {
  const { choice } = consider(view, params);
  if (choice === undefined) throw new Error('nothing is prompted');
  return choice;
};

const calm = (past: PastPrompt[] = []): RedirectView =>
  jam({
    past,
    queues: ['busy', 'quiet'].map((code) => queueOf(code, { ratePerMin: new Float64Array(18).fill(0.05) })),
  });

/** `a` is worse off than `b`; windows at `c` know one of them or both. */
const twoJams = (more: Partial<WindowView> = {}): RedirectView =>
  viewOf(
    [
      queueOf('a', { waiting: 30, workMin: 270, headAgeMin: 30 }),
      queueOf('b', { waiting: 20, workMin: 180, headAgeMin: 20 }),
      queueOf('c', { ratePerMin: new Float64Array(18).fill(0.05) }),
    ],
    [
      ...[windowOf(1, 0), windowOf(2, 0), windowOf(3, 1), windowOf(4, 1)],
      windowOf(5, 2, { skills: setOf([0, 2]) }),
      windowOf(6, 2, { skills: setOf([1, 2]), ...more }),
      windowOf(7, 2, { skills: setOf([0, 1, 2]) }),
    ],
  );

/** Nobody waits yet, but from two in the afternoon on more come than two windows can serve. */
const rushAt = (slot: number, rate = 0.4): RedirectView =>
  jam({
    queues: [
      queueOf('busy', { ratePerMin: Float64Array.from({ length: 18 }, (_, i) => (i < slot ? 0.1 : rate)) }),
      queueOf('quiet', { ratePerMin: new Float64Array(18).fill(0.1) }),
    ],
  });

describe('nothing is said', () => {
  const nothing: Consideration = { troubles: [], choice: undefined, refused: false };

  it('of a hall that has closed, or that has no queue', () => {
    expect(consider(jam({ nowMin: 540 }), P)).toEqual(nothing);
    expect(consider(jam({ nowMin: 541 }), P)).toEqual(nothing);
    expect(consider(viewOf([], [windowOf(1, 0)]), P)).toEqual(nothing);
    expect(consider(jam({ nowMin: 539 }), P).troubles).toHaveLength(1);
  });

  it('when the attention of the hour is used up, though the trouble is still known', () => {
    const after = (n: number, prompt = elsewhere(30)): Consideration => consider(jam({ past: times(n, prompt) }), P);
    expect(after(P.maxPerHour - 1)).toMatchObject({ refused: false, choice: { trouble: { queue: 0 } } });
    expect(after(P.maxPerHour)).toMatchObject({ refused: true, choice: undefined, troubles: [{ queue: 0 }] });
    expect(after(P.maxPerHour, elsewhere(60)).refused).toBe(false);
    expect(after(P.maxPerHour, elsewhere(30, { own: true })).refused).toBe(false);
  });

  it('while as many stand unanswered as somebody can keep in mind', () => {
    const shown = (n: number): Consideration => consider(jam({ past: times(n, elsewhere(3, { state: 'shown' })) }), P);
    expect(shown(P.maxOpen - 1)).toMatchObject({ refused: false, choice: { trouble: { queue: 0 } } });
    expect(shown(P.maxOpen)).toMatchObject({ refused: true, choice: undefined });
  });

  it('of a calm hall, however much has been said in it', () => {
    expect(consider(calm(), P)).toEqual(nothing);
    expect(consider(calm(times(P.maxPerHour, elsewhere(5))), P)).toEqual({ ...nothing, refused: true });
  });
});

describe('the price of a prompt', () => {
  it('is what it saves, acceptance counted, against a threshold that rises with each one of the hour', () => {
    for (const used of [0, 1, 5, P.maxPerHour - 1]) {
      const { decision, move, score, fluid } = chosen(jam({ past: times(used, elsewhere(30)) }));
      const without = fluid.run();
      move.apply(fluid);
      expect(decision.gain).toBeCloseTo(without - fluid.run(), 6);
      expect(score).toBeCloseTo((decision.gain * P.acceptance) / (P.threshold.link * (1 + used / P.targetPerHour)), 6);
    }
  });

  it('is paid by one that saves just enough, and by none that saves less', () => {
    const worth = chosen(jam()).decision.gain * P.acceptance;
    const at = (link: number): Choice | undefined =>
      consider(jam(), { ...only('link'), threshold: { ...P.threshold, link } }).choice;
    expect(at(worth * 0.999)?.score).toBeCloseTo(1.001, 3);
    expect(at(worth * 1.001)).toBeUndefined();
  });

  it('counts for a visitor sent elsewhere what the way and the wait there cost', () => {
    const otherHalls = [
      {
        code: 'H2',
        name: '东城大厅',
        travelMin: 12,
        waitP50Min: new Map([['busy', 5]]),
        waitP80Min: new Map([['busy', 9]]),
      },
    ];
    const queues = [queueOf('busy', { waiting: 40, workMin: 400, predictedP50Min: 60 }), queueOf('quiet')];
    const { decision, move, fluid } = chosen(jam({ queues, otherHalls }), only('other-hall'));
    const without = fluid.run();
    move.apply(fluid);
    expect(move.preference).toBeLessThan(0);
    expect(decision.gain).toBeCloseTo(without - fluid.run() + move.preference, 6);
  });
});

describe('of several measures', () => {
  it('the one that saves most comes first, whichever is refused', () => {
    const view = twoJams({ condition: 'busy', serviceMeanMin: 20 });
    const refused: (number | undefined)[] = [];
    const found: Choice[] = [];
    for (;;) {
      const { choice } = consider(view, P, {
        only: 1,
        allowed: (_, { decision }) => !refused.includes(decision.window),
      });
      if (choice === undefined) break;
      refused.push(choice.decision.window);
      found.push(choice);
    }
    expect(refused).toEqual([6, 5]);
    const [most = 0, next = 0] = found.map(({ score }) => score);
    expect(most).toBeGreaterThan(next);
  });

  it('is for the worst trouble for which there is one, and for no other than was asked for', () => {
    expect(consider(twoJams(), P).troubles.map(({ queue }) => queue)).toEqual([0, 1]);
    expect(chosen(twoJams()).trouble.queue).toBe(0);
    expect(consider(twoJams(), P, { only: 1 }).choice?.trouble.queue).toBe(1);
    expect(consider(twoJams(), P, { only: 2 }).choice).toBeUndefined();
    const deaf = consider(twoJams(), P, { allowed: (_, { decision }) => decision.window === 5 });
    expect(deaf.choice).toMatchObject({ trouble: { queue: 1 }, decision: { window: 5 } });
  });

  it('none is left when the last word is no, and it is asked only of those that help', () => {
    const asked = new Set<number | undefined>();
    const allowed = (_: FluidModel, { decision }: Choice['move']): boolean => {
      asked.add(decision.window);
      return false;
    };
    expect(consider(twoJams(), P, { allowed, only: 0 }).choice).toBeUndefined();
    expect([...asked].sort()).toEqual([4, 6]);
    expect(consider(twoJams(), P, { allowed }).choice).toBeUndefined();
    expect([...asked].sort()).toEqual([4, 5, 6]);
  });

  it('what was said a moment ago is passed over for the next', () => {
    const said = chosen(jam(), only('link')).decision;
    const again = (troubleMin: number): PastPrompt[] => [
      { ...said, state: 'cancelled', decidedMin: NOW - 10, troubleMin },
    ];
    expect(chosen(jam({ past: again(500) })).decision.window).not.toBe(said.window);
    expect(decide(jam(), P)).toEqual(chosen(jam()).decision);
    expect(decide(calm(), P)).toBeUndefined();
  });

  it('looking at them changes nothing in the look-ahead', () => {
    const view = twoJams();
    expect(chosen(view).fluid.run()).toBeCloseTo(new FluidModel(view, P).run(), 6);
  });
});

describe('relief', () => {
  const reliefOf = ({ decision, move, trouble }: Choice, view: RedirectView, moments: number, leaving = 0) => {
    const ahead = new LookAhead(view, P);
    const before = ahead.waits()[trouble.queue]?.slice(0, moments) ?? [];
    move.apply(ahead.fluid);
    return { kind: decision.kind, relief: relief(before, ahead.waits()[trouble.queue] ?? [], P, leaving) };
  };

  it('by a window is looked for over the four hours it may stand, or over two where the trouble is to come', () => {
    expect(chosen(jam()).relief.inMin).toBe(240);
    expect(chosen(rushAt(4))).toMatchObject({ trouble: { queue: 0, coming: true }, relief: { inMin: 120 } });
    for (const [view, moments] of [
      [jam(), 12],
      [rushAt(4), 8],
    ] as const) {
      const choice = chosen(view, only('reassign', 'link'));
      expect({ kind: choice.decision.kind, relief: choice.relief }).toEqual(reliefOf(choice, view, moments));
    }
  });

  it('by guiding is looked for within the time guiding lasts, and counts those who need not wait at all', () => {
    for (const [channel, leaving] of [
      ['self-service', P.compliance * P.terminalSuccess],
      ['mobile', P.mobileCompliance],
    ] as const) {
      const view = jam({ items: [guided({ channels: [channel] })] });
      const choice = chosen(view, only('guide'));
      expect(choice.relief.inMin).toBe(90);
      expect({ kind: 'guide', relief: choice.relief }).toEqual(reliefOf(choice, view, 7, leaving));
      expect(choice.relief).not.toEqual(reliefOf(choice, view, 7).relief);
    }
  });

  it('of another queue than the one guided counts no one as gone', () => {
    // whoever is guided away from `a` frees the window that serves both for `b`
    const view = viewOf(
      [
        queueOf('a', { waiting: 4, workMin: 40, ratePerMin: new Float64Array(18).fill(0.1) }),
        queueOf('b', { waiting: 40, workMin: 400, headAgeMin: 90, ratePerMin: new Float64Array(18).fill(0.1) }),
      ],
      [windowOf(1, 0, { skills: BOTH, mask: BOTH }), windowOf(2, 0, { skills: BOTH, mask: BOTH }), windowOf(3, 1)],
      { items: [guided({ meanMin: 10, share: 1 })] },
    );
    const generous = { ...only('guide'), compliance: 1 };
    const { choice } = consider(view, generous, { only: 1 });
    expect(choice?.decision).toMatchObject({ kind: 'guide', queue: 0 });
    expect(choice?.relief).toEqual(choice && reliefOf(choice, view, 7).relief);
  });
});

describe('what is under way counts as done', () => {
  /** What a hall waits, and what its look-ahead costs, once something has been done to the model of it. */
  const as = (view: RedirectView, done: (fluid: FluidModel) => void = () => undefined) => {
    const ahead = new LookAhead(view, P);
    done(ahead.fluid);
    const near = new FluidModel(view, P);
    done(near);
    return { troubles: ahead.troubles(), cost: near.run() };
  };
  const considered = (view: RedirectView) => {
    // a queue that is never calm, so that there is always a measure to read the look-ahead from
    const { troubles, choice } = consider(view, { ...P, threshold: { ...P.threshold, link: 1e-9 } });
    return { troubles, cost: choice?.fluid.run() };
  };
  const link = (ago: number, more: Partial<PastPrompt> = {}): PastPrompt => ({
    kind: 'link',
    state: 'accepted',
    decidedMin: NOW - ago,
    window: 2,
    mask: BOTH,
    ...more,
  });
  const at = (window: number, startMin: number) => (fluid: FluidModel) => {
    fluid.apply({ window, mask: BOTH, startMin });
  };

  it('a window serves its new queues when the answer has had its time, or as soon as it is free', () => {
    const now = (past: PastPrompt, more: Partial<WindowView> = {}): RedirectView =>
      jam({ past: [past], windows: jam().windows.map((w, i) => (i === 2 ? { ...w, ...more } : w)) });
    for (const [view, startMin] of [
      [now(link(0)), NOW + P.replyMin],
      [now(link(40)), NOW],
      [now(link(1, { state: 'shown' })), NOW + 1],
      [now(link(1), { condition: 'away', backMin: NOW + 17 }), NOW + 17],
    ] as const) {
      expect(considered(view)).toEqual(as(view, at(2, startMin)));
      expect(considered(view).troubles).not.toEqual(as(view).troubles);
    }
  });

  it('what was refused, has lapsed, or names no window that could be moved changes nothing', () => {
    const reserve = windowOf(6, -1, { reserve: true, skills: BOTH, mask: setOf([1]), current: -1 });
    const plain = jam({ windows: [...jam().windows, reserve] });
    const { mask: _, ...without } = link(1);
    const { window: __, ...nowhere } = link(1);
    for (const past of [
      ...(['declined', 'expired', 'done', 'undone', 'cancelled', 'carried-out'] as const).map((state) =>
        link(1, { state }),
      ),
      link(6, { state: 'shown' }),
      link(1, { window: 5 }),
      link(1, { window: 99 }),
      without,
      nowhere,
    ])
      expect({ past, ...considered({ ...plain, past: [past] }) }).toEqual({ past, ...as(plain) });
  });

  it('a window that is on its way leaves fewer troubles, or none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 0, max: 30 }), (waiting, ago) => {
        const queues = [queueOf('busy', { waiting, workMin: waiting * 9, headAgeMin: waiting }), queueOf('quiet')];
        const waits = (past: PastPrompt[]): number =>
          consider(jam({ queues, past }), P).troubles.find(({ queue }) => queue === 0)?.waitMin ?? 0;
        expect(waits([link(ago), link(ago, { window: 3 })])).toBeLessThanOrEqual(waits([link(ago)]) + 1e-9);
        expect(waits([link(ago)])).toBeLessThanOrEqual(waits([]) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('newcomers who are being guided, or are about to be, do not all come', () => {
    const guide = (more: Partial<PastPrompt> = {}): PastPrompt => ({
      kind: 'guide',
      state: 'accepted',
      decidedMin: NOW - 1,
      item: 0,
      ...more,
    });
    const less =
      (untilMin: number, item = guided()) =>
      (fluid: FluidModel) => {
        fluid.scaleInflow(item.queue, 1 - guidedShare(fluid.view, P, item, item.channels[0]), NOW, untilMin);
      };
    const hall = (item: ItemView, ...past: PastPrompt[]): RedirectView => jam({ items: [item], past });
    const phone = guided({ channels: ['mobile'] });
    const since = guided({ guidedUntilMin: NOW + 20 });
    for (const [view, done] of [
      [hall(guided(), guide({ untilMin: NOW + 50 })), less(NOW + 50)],
      [hall(guided(), guide()), less(NOW + P.guideMin)],
      [hall(guided(), guide({ state: 'shown' })), less(NOW + P.guideMin)],
      [hall(phone, guide()), less(NOW + P.guideMin, phone)],
      [hall(since), less(NOW + 20)],
      [hall(since, guide({ untilMin: NOW + 70 })), less(NOW + 70)],
    ] as const) {
      expect(considered(view)).toEqual(as(view, done));
      expect(considered(view).cost).toBeLessThan(as(view).cost);
    }
  });

  it('guides that are over, refused, or of something else do not', () => {
    const guide = (more: Partial<PastPrompt>): PastPrompt => ({
      kind: 'guide',
      state: 'accepted',
      decidedMin: NOW - 1,
      item: 0,
      ...more,
    });
    for (const [item, past] of [
      [guided({ guidedUntilMin: NOW }), []],
      [guided(), [guide({ untilMin: NOW })]],
      [guided(), [guide({ untilMin: NOW - 10 })]],
      [guided(), [guide({ state: 'declined' })]],
      [guided(), [guide({ state: 'shown', decidedMin: NOW - 6 })]],
      [guided(), [guide({ item: 1 })]],
      [guided(), [guide({ kind: 'other-hall' })]],
    ] as const) {
      const view = jam({ items: [item], past });
      expect({ past, ...considered(view) }).toEqual({ past, ...as(view) });
    }
  });
});
