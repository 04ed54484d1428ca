import fc from 'fast-check';
import { beganWithin, lateIn } from './beginnings';

const day = (n: number): string => new Date(Date.UTC(2026, 9, 1 + n)).toISOString().slice(0, 10);
const SPAN = { from: day(10), to: day(20) };

describe('halls that begin in the middle of a period', () => {
  it('are those whose first day is after its first and not after its last', () => {
    const first = new Map([0, 10, 11, 20, 21].map((n) => [String(n), day(n)]));
    expect([...beganWithin(SPAN, first).keys()]).toEqual(['11', '20']);
    expect([...lateIn(SPAN, first).keys()]).toEqual(['20']);
  });

  it('are late where most of their class had begun before: at most half of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }), (starts) => {
        const first = new Map(starts.map((n, i) => [`H${String(i)}`, day(n)]));
        const [begun, late] = [beganWithin(SPAN, first), lateIn(SPAN, first)];
        expect([...late.keys()].every((hall) => begun.has(hall))).toBe(true);
        expect(late.size).toBeLessThanOrEqual(first.size / 2);
        const least = Math.min(...[...late.values()].map((at) => Date.parse(at)), Infinity);
        // nobody is late who began before somebody who is not
        expect([...begun].filter(([hall, at]) => !late.has(hall) && Date.parse(at) >= least)).toEqual([]);
      }),
    );
  });
});
