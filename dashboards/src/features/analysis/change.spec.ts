import { isComparable } from './change';

describe('the change of a figure', () => {
  it('is told only where half of the days with data have a counterpart', () => {
    const told = [
      [20, 10],
      [20, 9],
      [20, 1],
      [1, 1],
      [0, 0],
    ].map(([known = 0, matched = 0]) => isComparable({ known, matched }));
    expect(told).toEqual([true, false, false, true, false]);
  });
});
