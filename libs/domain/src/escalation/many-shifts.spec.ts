import fc from 'fast-check';
import { overlaps, type RosterShift } from './roster';

const SHIFT = fc.record({
  person: fc.constantFrom('李', '王'),
  level: fc.constantFrom('supervisor' as const, 'bureau' as const),
  halls: fc.constantFrom(null, ['H1'], ['H2'], ['H1', 'H2']),
  unit: fc.constantFrom(null, 'u'),
  from: fc.integer({ min: 0, max: 20 }),
  length: fc.integer({ min: 1, max: 8 }),
});
const shifts = fc
  .array(SHIFT, { maxLength: 12 })
  .map((all) => all.map(({ length, ...shift }): RosterShift => ({ ...shift, to: shift.from + length })));

describe('shifts that overlap', () => {
  it('are those that a look at every two of them finds, in the order of the roster', () => {
    fc.assert(
      fc.property(shifts, (all) => {
        const every = all.flatMap((a, i) =>
          all.flatMap((b, k): [number, number][] => (i < k && overlaps([a, b]).length > 0 ? [[i, k]] : [])),
        );
        expect(overlaps(all)).toEqual(every);
      }),
    );
  });

  it('are found among ten thousand while a request can wait', () => {
    const all = Array.from({ length: 10_000 }, (_, n): RosterShift => ({
      person: `人${String(n % 5000)}`,
      level: 'supervisor',
      halls: ['H1'],
      unit: null,
      from: n,
      to: n + (n === 3 ? 6000 : 1),
    }));
    const began = performance.now();
    expect(overlaps(all)).toEqual([[3, 5003]]);
    // takes some milliseconds; comparing all pairs took seconds
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
