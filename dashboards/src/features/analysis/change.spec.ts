import { daysKnown, isComparable } from './change';

describe('the change of a figure', () => {
  it('is not told from a day to a month', () => {
    const days = (n: number) => Array.from({ length: 28 }, (_, i) => ({ value: i < n ? 9 : null }));
    expect(daysKnown(days(20))).toBe(20);
    expect(
      [
        [20, 1],
        [20, 10],
        [1, 20],
        [0, 0],
        [20, 0],
        [1, 1],
      ].map(([now = 0, then = 0]) => isComparable(now, then)),
    ).toEqual([false, true, false, false, false, true]);
  });
});
