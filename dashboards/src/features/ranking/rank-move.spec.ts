import fc from 'fast-check';
import { roundedToAddUp, signed } from './rank-move';

describe('numbers that are shown', () => {
  it('add up to the rounded whole, each within one unit of what it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1, 2),
        (parts, digits) => {
          const unit = 10 ** digits;
          const shown = roundedToAddUp(parts, digits);
          const whole = parts.reduce((sum, part) => sum + part, 0);
          const units = shown.reduce((sum, part) => sum + Math.round(part * unit), 0);
          expect(Math.abs(units - whole * unit)).toBeLessThanOrEqual(0.5 + 1e-6);
          shown.forEach((part, i) => expect(Math.abs(part - (parts[i] ?? 0))).toBeLessThan(1 / unit + 1e-9));
        },
      ),
    );
  });

  it('stay as they are where they need no rounding, and have a real minus sign', () => {
    expect(roundedToAddUp([1.5, -0.5, 0], 1)).toEqual([1.5, -0.5, 0]);
    expect(roundedToAddUp([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([0.4, 0.3, 0.3]);
    expect([signed(1.5), signed(-2), signed(0)]).toEqual(['+1.5', '−2', '0']);
  });
});
