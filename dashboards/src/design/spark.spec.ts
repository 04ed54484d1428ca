import fc from 'fast-check';
import { sparkOf } from './spark';

const figures = fc.array(fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 })), { minLength: 1, maxLength: 12 });

describe('a line of figures', () => {
  it('keeps every known figure within its box, in order, the larger the higher', () => {
    fc.assert(
      fc.property(figures, fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 })), (values, target) => {
        const { runs, target: height } = sparkOf(values, target);
        const spots = runs.flat();
        const known = values.filter((value) => value !== null);
        expect(spots).toHaveLength(known.length);
        for (const { x, y } of [...spots, { x: 0, y: height ?? 0 }])
          expect([x >= 0, x <= 1, y >= 0, y <= 1]).toEqual([true, true, true, true]);
        spots.forEach(({ x, y }, at) => {
          const next = spots[at + 1];
          if (next === undefined) return;
          expect(next.x).toBeGreaterThan(x);
          if ((known[at + 1] ?? 0) > (known[at] ?? 0)) expect(next.y).toBeLessThanOrEqual(y);
        });
      }),
    );
  });

  it('breaks where nothing is known, and has no end where the newest is not known', () => {
    const { runs, last } = sparkOf([1, null, 2, 3, null], null);
    expect(runs.map((run) => run.length)).toEqual([1, 2]);
    expect(last).toBeNull();
    expect(sparkOf([null, null], null)).toEqual({ runs: [], last: null, target: null });
  });

  it('draws what never changes in the middle, and the target in its place', () => {
    expect(sparkOf([4, 4], null).runs).toEqual([
      [
        { x: 0, y: 0.5 },
        { x: 1, y: 0.5 },
      ],
    ]);
    expect(sparkOf([0, 10], 5).target).toBe(0.5);
  });
});
