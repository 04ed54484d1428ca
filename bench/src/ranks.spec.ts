import { RANK_CASES, coverageOf, ranksTable } from './ranks';

describe('bench ranks', () => {
  it('covers the true ranks of places that are alike, and tells places apart that are far apart', () => {
    const alike = coverageOf({ kind: 'share', places: 8, days: 10, apart: 0, daily: 0.2 }, 200, 7);
    expect(alike.all).toBeGreaterThanOrEqual(0.95);
    expect(alike.marked).toBeLessThan(0.01);
    const apart = coverageOf({ kind: 'value', places: 8, days: 10, apart: 0.5, daily: 0.2 }, 200, 7);
    expect(apart.all).toBeGreaterThanOrEqual(0.95);
    expect(apart.width).toBeLessThan(5);
  });

  it('makes the same bureaus from the same seed, and a line for each kind', () => {
    const [first] = RANK_CASES;
    if (first === undefined) throw new Error('there are cases');
    expect(coverageOf(first, 3, 5)).toEqual(coverageOf(first, 3, 5));
    expect(ranksTable([coverageOf(first, 3, 5)]).split('\n')).toHaveLength(4);
  });
});
