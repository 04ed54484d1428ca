import fc from 'fast-check';
import { pick } from '../numeric';
import { bandsOf, rankSets, student, type Estimate } from './rank-sets';

const estimate = fc.record({
  value: fc.double({ min: -50, max: 50, noNaN: true }),
  error: fc.oneof(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.constant(Infinity)),
  degrees: fc.integer({ min: 2, max: 60 }),
});
const places = fc.array(estimate, { minLength: 1, maxLength: 25 });
const rankOf = (all: readonly Estimate[], { value }: Estimate): number =>
  1 + all.filter((one) => one.value > value).length;

describe('sets of ranks', () => {
  it('hold the rank that is seen, whatever the order in which places come, and turned round for what is better when less', () => {
    fc.assert(
      fc.property(places, (all) => {
        const { sets, bands } = rankSets(all, 'more');
        all.forEach((place, i) => {
          expect(pick(sets, i).low).toBeLessThanOrEqual(rankOf(all, place));
          expect(pick(sets, i).high).toBeGreaterThanOrEqual(rankOf(all, place));
        });
        const backwards = rankSets([...all].reverse(), 'more');
        expect([...backwards.sets].reverse()).toEqual(sets);
        const less = rankSets(
          all.map((one) => ({ ...one, value: -one.value })),
          'less',
        );
        expect(less).toEqual({ sets, bands });
      }),
    );
  });

  it('are narrower the less certain they have to be', () => {
    fc.assert(
      fc.property(places, (all) => {
        const [sure, rough] = [rankSets(all, 'more', 0.99).sets, rankSets(all, 'more', 0.8).sets];
        rough.forEach(({ low, high }, i) => {
          expect(low).toBeGreaterThanOrEqual(pick(sure, i).low);
          expect(high).toBeLessThanOrEqual(pick(sure, i).high);
        });
      }),
    );
  });

  it('tell three places apart that are far apart, and leave three together that are not', () => {
    const three = (apart: number): Estimate[] => [2, 0, 1].map((i) => ({ value: i * apart, error: 1, degrees: 30 }));
    expect(rankSets(three(20), 'more')).toEqual({
      sets: [
        { low: 1, high: 1 },
        { low: 3, high: 3 },
        { low: 2, high: 2 },
      ],
      bands: [1, 3, 2],
    });
    expect(rankSets(three(0.5), 'more').bands).toEqual([1, 1, 1]);
  });

  it('tell of equal places nothing, and of one place everything', () => {
    const equal = Array.from({ length: 4 }, () => ({ value: 7, error: 0, degrees: 9 }));
    expect(rankSets(equal, 'less').sets).toEqual(equal.map(() => ({ low: 1, high: 4 })));
    expect(rankSets(equal.slice(0, 1), 'less')).toEqual({ sets: [{ low: 1, high: 1 }], bands: [1] });
    expect(rankSets([], 'less')).toEqual({ sets: [], bands: [] });
  });

  it('decide more after a first decision: with fewer orders open each may be told sooner', () => {
    // 0.05 over six orders asks for 2.394 standard deviations, over the last two of them for 2.13 at most
    const many = 1_000_000;
    const two = rankSets(
      [
        { value: 0, error: 0.01, degrees: many },
        { value: 100, error: 1, degrees: many },
        { value: 100 + 2.36 * Math.SQRT2, error: 1, degrees: many },
      ],
      'more',
    );
    expect(two.bands).toEqual([3, 2, 1]);
  });

  it('use quantiles that the tables have', () => {
    expect(student(0.975, 4)).toBeCloseTo(2.776445, 5);
    expect(student(0.975, Infinity)).toBeCloseTo(1.959964, 4);
  });
});

describe('bands', () => {
  it('are a division of all places in which sets of different bands never meet, and which cannot be made finer', () => {
    const set = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 12 }))
      .map(([low, more]) => ({ low, high: low + more }));
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 30 }), (sets) => {
        const bands = bandsOf(sets);
        const numbers = [...new Set(bands)].sort((a, b) => a - b);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        sets.forEach((a, i) => {
          sets.forEach((b, j) => {
            if (pick(bands, i) < pick(bands, j)) expect(a.high).toBeLessThan(b.low);
          });
        });
        for (const band of numbers) {
          const mine = sets.filter((_, i) => bands[i] === band).sort((a, b) => a.low - b.low);
          let reach = mine[0]?.high ?? 0;
          for (const { low, high } of mine) {
            expect(low).toBeLessThanOrEqual(reach);
            reach = Math.max(reach, high);
          }
        }
      }),
    );
  });

  it('of rank sets put only those into different ones whose order is proven', () => {
    fc.assert(
      fc.property(places, (all) => {
        const { sets, bands } = rankSets(all, 'more');
        for (const band of new Set(bands)) {
          const before = bands.filter((one) => one < band).length;
          const within = bands.filter((one) => one === band).length;
          sets.forEach(({ low, high }, i) => {
            if (bands[i] !== band) return;
            expect(low).toBeGreaterThan(before);
            expect(high).toBeLessThanOrEqual(before + within);
          });
        }
      }),
    );
  });
});
