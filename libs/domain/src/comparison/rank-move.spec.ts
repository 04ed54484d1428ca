import fc from 'fast-check';
import { changesOfRank } from './change';
import { mixModel, rankMove, waitModel, wholeModel, type FigureGrounds, type FigureModel } from './rank-move';
import { shapley } from './shapley';

const valueOf = ({ parts }: FigureGrounds): number =>
  parts.reduce((sum, { n }) => sum + n, 0) / parts.reduce((sum, { d }) => sum + d, 0);

const grounds = (most: (d: number) => number): fc.Arbitrary<FigureGrounds> =>
  fc
    .record({
      parts: fc.uniqueArray(
        fc
          .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 500 }), fc.nat(1000))
          .map(([part, d, n]) => ({ part, d, n: d === 0 ? 0 : n % (most(d) + 1) })),
        { selector: ({ part }) => part, minLength: 1, maxLength: 4 },
      ),
      days: fc.integer({ min: 1, max: 28 }),
      staffHours: fc.double({ min: 0.5, max: 5000, noNaN: true }),
    })
    .filter(({ parts }) => parts.some(({ d }) => d > 0));
const shares = grounds((d) => d);
const means = grounds((d) => 90 * d);
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** What must hold of every move, whatever made it. */
function sharesOutExactly(
  model: FigureModel,
  own: { before: number; after: number },
  then: number[],
  now: number[],
): void {
  for (const better of ['more', 'less'] as const) {
    const moved = rankMove(own, model, { before: then, after: now }, better);
    const rank = (value: number, beside: number[]): number =>
      1 + beside.filter((other) => (better === 'more' ? other > value : other < value)).length;
    expect(moved.rank).toEqual({ before: rank(own.before, then), after: rank(own.after, now) });
    // ranks are shared out to the last of them: in whole units, so that nothing is lost in the reckoning
    const units = moved.causes.map(({ ranks }) => Math.round(ranks * moved.orders));
    moved.causes.forEach(({ ranks }, i) => expect(ranks * moved.orders).toBeCloseTo(units[i] ?? Number.NaN, 6));
    expect(units.reduce((sum, one) => sum + one, 0)).toBe((moved.rank.before - moved.rank.after) * moved.orders);
    const whole = moved.causes.reduce((sum, { figure }) => sum + figure, 0);
    expect(Math.abs(whole - (own.after - own.before))).toBeLessThan(1e-9 * Math.max(1, own.before, own.after));
    // all own causes together are the own part of the shorter account
    const short = changesOfRank(
      new Map([['', own.before], ...then.map((value, i): [string, number] => [`then ${String(i)}`, value])]),
      new Map([['', own.after], ...now.map((value, i): [string, number] => [`now ${String(i)}`, value])]),
      better,
    ).get('');
    expect(moved.causes.at(-1)).toMatchObject({ cause: 'others', ranks: short?.others });
    // nobody else's figure changes one's own, and none can move a rank further than there are places
    expect(moved.causes.find(({ cause }) => cause === 'others')?.figure).toBe(0);
    for (const { ranks } of moved.causes)
      expect(Math.abs(ranks)).toBeLessThanOrEqual(Math.max(then.length, now.length));
    // the other way round it is the opposite, cause by cause
    const back = rankMove(
      { before: own.after, after: own.before },
      {
        causes: model.causes,
        with: (come) => model.with(new Set(model.causes.filter((cause) => !come.has(cause)))),
      },
      { before: now, after: then },
      better,
    );
    back.causes.forEach(({ ranks }, i) => expect(ranks + (moved.causes[i]?.ranks ?? Number.NaN)).toBeCloseTo(0, 9));
  }
}

describe('what moved a rank', () => {
  it('adds up exactly to the ranks and to the figure, of waiting as load and what it costs', () => {
    fc.assert(
      fc.property(shares, shares, places, places, (before, after, then, now) => {
        const model = waitModel(before, after, 1);
        if (model === null) throw new Error('both periods tell of staff');
        sharesOutExactly(model, { before: valueOf(before), after: valueOf(after) }, then, now);
      }),
    );
    fc.assert(
      fc.property(means, means, (before, after) => {
        const model = waitModel(before, after, Infinity);
        const own = { before: valueOf(before), after: valueOf(after) };
        // the model leads from the figure of one period to that of the other
        expect(Math.abs((model?.with(new Set()) ?? Number.NaN) - own.before)).toBeLessThan(1e-9 * (1 + own.before));
        const all = model?.with(new Set(['volume', 'mix', 'staff', 'wait'])) ?? Number.NaN;
        expect(Math.abs(all - own.after)).toBeLessThan(1e-9 * (1 + own.after));
      }),
    );
  });

  it('adds up exactly of other figures as mix and rate, or as one', () => {
    fc.assert(
      fc.property(shares, shares, places, places, (before, after, then, now) => {
        const own = { before: valueOf(before), after: valueOf(after) };
        sharesOutExactly(mixModel(before, after), own, then, now);
        sharesOutExactly(wholeModel(own.before, own.after), own, then, now);
      }),
    );
  });

  it('gives all to the one cause that changed', () => {
    const then: FigureGrounds = {
      parts: [
        { part: 'quick', n: 500, d: 100 },
        { part: 'slow', n: 2000, d: 100 },
      ],
      days: 10,
      staffHours: 100,
    };
    const twice = then.parts.map((one) => ({ ...one, n: 4 * one.n, d: 2 * one.d }));
    const only = (after: FigureGrounds): string[] => {
      const model = waitModel(then, after, Infinity);
      if (model === null) throw new Error('both periods tell of staff');
      const others = { before: [1, 15, 30], after: [1, 15, 30] };
      const { causes } = rankMove({ before: valueOf(then), after: valueOf(after) }, model, others, 'less');
      return causes.filter(({ figure, ranks }) => Math.abs(figure) > 1e-9 || ranks !== 0).map(({ cause }) => cause);
    };
    // twice the visitors wait twice as long; half the windows do the same
    expect(only({ ...then, parts: twice })).toEqual(['volume']);
    expect(only({ ...then, parts: then.parts.map((one) => ({ ...one, n: 2 * one.n })), staffHours: 50 })).toEqual([
      'staff',
    ]);
    expect(only({ ...then, parts: then.parts.map((one) => ({ ...one, n: 2 * one.n })) })).toEqual(['wait']);
    expect(
      only({
        ...then,
        parts: [
          { part: 'quick', n: 250, d: 50 },
          { part: 'slow', n: 3000, d: 150 },
        ],
      }),
    ).toEqual(['mix']);
    expect(only(then)).toEqual([]);
    // days on which nobody was there are neither fewer visitors nor less staff
    expect(
      only({ parts: then.parts.map(({ part, n, d }) => ({ part, n: n / 2, d: d / 2 })), days: 5, staffHours: 50 }),
    ).toEqual([]);
  });

  it('counts a queue that is new as mix, and does not tell apart what nobody told of', () => {
    const then: FigureGrounds = { parts: [{ part: 'old', n: 100, d: 10 }], days: 1, staffHours: 10 };
    const now: FigureGrounds = {
      parts: [
        { part: 'old', n: 50, d: 5 },
        { part: 'new', n: 150, d: 5 },
      ],
      days: 1,
      staffHours: 10,
    };
    const model = waitModel(then, now, Infinity);
    if (model === null) throw new Error('both periods tell of staff');
    const { causes } = rankMove({ before: 10, after: 20 }, model, { before: [], after: [] }, 'less');
    expect(causes.map(({ cause, figure }) => [cause, figure])).toEqual([
      ['volume', 0],
      ['mix', 10],
      ['staff', 0],
      ['wait', 0],
      ['others', 0],
    ]);
    expect(waitModel(then, { ...now, staffHours: null }, 1)).toBeNull();
    expect(waitModel({ ...then, staffHours: 0 }, now, 1)).toBeNull();
    expect(waitModel({ ...then, days: 0 }, now, 1)).toBeNull();
  });

  it('never lets more than all wait too long on the way from one period to the other', () => {
    const then: FigureGrounds = { parts: [{ part: 'a', n: 90, d: 100 }], days: 1, staffHours: 100 };
    const model = waitModel(then, { parts: [{ part: 'a', n: 90, d: 100 }], days: 1, staffHours: 10 }, 1);
    expect(model?.with(new Set(['staff']))).toBe(1);
  });
});

describe('the Shapley value', () => {
  it('is the mean over all orders', () => {
    const worth = (come: ReadonlySet<'x' | 'y'>): number =>
      come.has('x') && come.has('y') ? 10 : come.has('x') ? 4 : come.has('y') ? 1 : 0;
    expect(shapley(['x', 'y'], worth)).toEqual({
      orders: 2,
      sums: new Map([
        ['x', 4 + 9],
        ['y', 1 + 6],
      ]),
    });
  });
});
