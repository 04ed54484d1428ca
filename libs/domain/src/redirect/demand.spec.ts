import fc from 'fast-check';
import { Stream } from '../simulation';
import { DEFAULT_NOISE, demandRatios, serviceRatio } from './demand';

const rates = new Float64Array(18).fill(0.8);

describe('demand of the day', () => {
  it('is the forecast before anybody has come', () => {
    for (const ratio of demandRatios([], rates, 30, 0)) expect(ratio).toBeCloseTo(1, 6);
  });

  it('believes a busy morning more for the next half hour than for the afternoon', () => {
    const ratios = demandRatios([36, 36, 36], rates, 30, 90);
    expect(ratios[3]).toBeGreaterThan(ratios[12] ?? 9);
    expect(ratios[12]).toBeGreaterThan(1.1);
    expect(ratios[3]).toBeLessThan(1.5);
  });

  it('rises with every further arrival and stays positive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 18, maxLength: 18 }),
        fc.integer({ min: 1, max: 539 }),
        fc.integer({ min: 0, max: 17 }),
        (counts, now, more) => {
          const before = demandRatios(counts, rates, 30, now);
          const after = demandRatios(
            counts.map((c, s) => (s === more ? c + 5 : c)),
            rates,
            30,
            now,
          );
          for (let s = Math.floor(now / 30); s < 18; s += 1) {
            expect(before[s]).toBeGreaterThan(0);
            expect(after[s] ?? 0).toBeGreaterThanOrEqual((before[s] ?? 0) - 1e-9);
          }
        },
      ),
    );
  });

  it('predicts the next slot better than the forecast and than the plain ratio so far', () => {
    const random = new Stream(7, 7);
    const error = { filter: 0, forecast: 0, plain: 0 };
    for (let day = 0; day < 400; day += 1) {
      const c = random.lognormal(DEFAULT_NOISE.daySd);
      let x = DEFAULT_NOISE.slotSd * random.normal();
      const actual = Array.from({ length: 18 }, (_, s) => {
        if (s > 0)
          x =
            DEFAULT_NOISE.slotPhi * x +
            Math.sqrt(1 - DEFAULT_NOISE.slotPhi ** 2) * DEFAULT_NOISE.slotSd * random.normal();
        return c * Math.exp(x - DEFAULT_NOISE.slotSd ** 2 / 2);
      });
      const counts = actual.map((ratio) => {
        let n = 0;
        for (let t = random.exponential(); t < 24 * ratio; t += random.exponential()) n += 1;
        return n;
      });
      const seen = counts.slice(0, 8);
      const truth = actual[8] ?? 1;
      error.filter += ((demandRatios(seen, rates, 30, 240)[8] ?? 1) - truth) ** 2;
      error.forecast += (1 - truth) ** 2;
      error.plain += (seen.reduce((s, n) => s + n, 0) / (8 * 24) - truth) ** 2;
    }
    expect(error.filter).toBeLessThan(0.75 * error.forecast);
    expect(error.filter).toBeLessThan(0.95 * error.plain);
  });
});

describe('pace of the day', () => {
  it('follows the observed services as they add up', () => {
    expect(serviceRatio(0, 0, 10)).toBe(1);
    expect(serviceRatio(1200, 1000, 10)).toBeCloseTo(1.1, 6);
  });
});
