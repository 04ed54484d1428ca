import fc from 'fast-check';
import { confidenceOf } from './confidence';

describe('confidence', () => {
  it('is high only if nine futures in ten save waiting, and never rises as the band sinks', () => {
    const order = ['low', 'medium', 'high'];
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (mean, below, sunk) => {
          const band = { mean, p10: mean - below };
          const said = confidenceOf(band);
          expect(said === 'high').toBe(band.p10 > 0);
          if (said !== 'low') expect(mean).toBeGreaterThan(0);
          expect(order.indexOf(confidenceOf({ mean, p10: band.p10 - sunk }))).toBeLessThanOrEqual(order.indexOf(said));
        },
      ),
    );
  });
});
