import fc from 'fast-check';
import { changeOfFigure, changesOfRank } from './change';

const parts = fc.uniqueArray(
  fc.record({
    part: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    n: fc.integer({ min: 0, max: 10_000 }),
    d: fc.integer({ min: 0, max: 1000 }),
  }),
  { selector: ({ part }) => part, maxLength: 5 },
);

describe('why a figure changed', () => {
  it('adds up to the whole change, and the other way round to its opposite', () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const change = changeOfFigure(before, after);
        const total = (of: typeof before) => of.reduce((sum, { d }) => sum + d, 0);
        if (total(before) === 0 || total(after) === 0) {
          expect(change).toBeNull();
          return;
        }
        if (change === null) throw new Error('both periods have something to divide by');
        const scale = 1e-9 * Math.max(1, Math.abs(change.before), Math.abs(change.after));
        expect(Math.abs(change.mix + change.rate - (change.after - change.before))).toBeLessThan(scale);
        const back = changeOfFigure(after, before);
        expect(Math.abs((back?.mix ?? 0) + change.mix)).toBeLessThan(scale);
        expect(Math.abs((back?.rate ?? 0) + change.rate)).toBeLessThan(scale);
      }),
    );
  });

  it('is mix alone where only the weights changed, and rate alone where only the figures did', () => {
    const then = [
      { part: 'quick', n: 100, d: 10 },
      { part: 'slow', n: 300, d: 10 },
    ];
    const more = [
      { part: 'quick', n: 100, d: 10 },
      { part: 'slow', n: 900, d: 30 },
    ];
    expect(changeOfFigure(then, more)).toMatchObject({ before: 20, after: 25, mix: 5, rate: 0 });
    const worse = then.map((one) => ({ ...one, n: one.n * 2 }));
    expect(changeOfFigure(then, worse)).toMatchObject({ mix: 0, rate: 20 });
  });

  it('counts a part that is new as mix', () => {
    const change = changeOfFigure(
      [{ part: 'old', n: 10, d: 10 }],
      [
        { part: 'old', n: 10, d: 10 },
        { part: 'new', n: 30, d: 10 },
      ],
    );
    expect(change).toMatchObject({ mix: 1, rate: 0 });
  });
});

describe('why a rank changed', () => {
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 0, max: 8 }), {
    noNullPrototype: true,
  });

  it('adds up, and is nothing where nothing moved', () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom('more' as const, 'less' as const), (then, now, better) => {
        const [before, after] = [new Map(Object.entries(then)), new Map(Object.entries(now))];
        const changes = changesOfRank(before, after, better);
        const places = [...before.keys()].filter((place) => after.has(place));
        expect([...changes.keys()].sort()).toEqual([...places].sort());
        for (const place of places) {
          const change = changes.get(place);
          const rank = (own: number, others: ReadonlyMap<string, number>): number =>
            1 +
            [...others].filter(([other, value]) => other !== place && (better === 'more' ? value > own : value < own))
              .length;
          const [was, is] = [before.get(place) ?? 0, after.get(place) ?? 0];
          expect(change).toMatchObject({ before: rank(was, before), after: rank(is, after) });
          expect((change?.own ?? 0) + (change?.others ?? 0)).toBe(rank(was, before) - rank(is, after));
          expect(change?.own).toBe((rank(was, before) - rank(is, before) + rank(was, after) - rank(is, after)) / 2);
          expect(changesOfRank(before, before, better).get(place)).toMatchObject({ own: 0, others: 0 });
        }
      }),
    );
  });

  it('counts a place that is new as one of the others', () => {
    const before = new Map([['a', 5]]);
    const after = new Map([
      ['a', 5],
      ['new', 6],
    ]);
    expect(changesOfRank(before, after, 'more')).toEqual(new Map([['a', { before: 1, after: 2, own: 0, others: -1 }]]));
  });

  it('tells a place that stayed as it was while two others overtook it', () => {
    const before = new Map([
      ['a', 5],
      ['b', 4],
      ['c', 3],
    ]);
    const after = new Map([
      ['a', 5],
      ['b', 6],
      ['c', 7],
    ]);
    expect(changesOfRank(before, after, 'more').get('a')).toEqual({ before: 1, after: 3, own: 0, others: -2 });
  });
});
