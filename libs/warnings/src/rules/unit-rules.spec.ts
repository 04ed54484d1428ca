import fc from 'fast-check';
import { UNIT_RULES, type UnitMatters } from './unit-rules';

const unit = (open: number, overdue: number): UnitMatters => ({ unit: 'U1', name: '户政科', open, overdue });
const read = (...units: UnitMatters[]) =>
  (UNIT_RULES[0]?.read({ units }) ?? []).map(({ value, fire }) => [value, fire]);

it('a fifth of what a unit has open is overdue', () => {
  expect(read(unit(10, 2), unit(10, 1))).toEqual([
    [20, 20],
    [10, 20],
  ]);
  expect(read(unit(300, 59))).toEqual([[19.7, 20]]);
});

it('of few matters nothing is said', () => {
  expect(read(unit(4, 4), unit(0, 0))).toEqual([]);
});

it('is a share between none and all', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
      for (const [value = -1] of read(unit(Math.max(a, b), Math.min(a, b)))) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }
    }),
  );
});
