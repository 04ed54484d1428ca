import fc from 'fast-check';
import { digamma, trigamma, trigammaInverse } from './gamma';
import { jackknife, lasting, moderated } from './spread';

const above = fc.double({ min: 0.05, max: 500, noNaN: true });

describe('derivatives of log Γ', () => {
  it('obey their recurrences and the values everybody knows', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 11);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 11);
    fc.assert(
      fc.property(above, (x) => {
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 8);
        expect((trigamma(x) - trigamma(x + 1)) * x * x).toBeCloseTo(1, 6);
        expect(trigammaInverse(trigamma(x)) / x).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('how much a figure varies', () => {
  it('is of a mean the variance of a mean', () => {
    const days = [3, 5, 10];
    const without = days.map((day) => (18 - day) / 2);
    expect(jackknife(without)).toBeCloseTo(13 / 3, 9);
    expect([jackknife([]), jackknife([4])]).toEqual([0, 0]);
  });

  it('lies between what a place says and what its peers say, with no more certainty than all days together', () => {
    const own = fc.record({
      variance: fc.double({ min: 0, max: 100, noNaN: true }),
      degrees: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(own, { minLength: 4, maxLength: 30 }), (places) => {
        const all = places.reduce((sum, { degrees }) => sum + degrees, 0);
        const answers = moderated(places);
        if (places.filter(({ degrees }) => degrees > 0).length < 3) return;
        const strangers = answers.filter((_, i) => places[i]?.degrees === 0);
        const prior = strangers[0]?.variance;
        answers.forEach((answer, i) => {
          expect(answer?.degrees).toBeLessThanOrEqual(all);
          expect(answer?.variance).toBeGreaterThanOrEqual(0);
          if (prior === undefined || answer === null) return;
          const [low, high] = [prior, places[i]?.degrees === 0 ? prior : (places[i]?.variance ?? 0)].sort(
            (a, b) => a - b,
          );
          expect(answer.variance).toBeGreaterThanOrEqual((low ?? 0) * (1 - 1e-9) - 1e-12);
          // peers that do not differ have one variance for all of them
          if (new Set(answers.map((one) => one?.variance)).size > 1)
            expect(answer.variance).toBeLessThanOrEqual((high ?? 0) * (1 + 1e-9) + 1e-12);
        });
      }),
    );
  });

  it('is unknown where neither the place nor enough peers tell it', () => {
    expect(
      moderated([
        { variance: 4, degrees: 3 },
        { variance: 0, degrees: 0 },
      ]),
    ).toEqual([{ variance: 4, degrees: 3 }, null]);
    expect(moderated([])).toEqual([]);
  });

  it('is larger where a bad day is followed by another one, and never smaller than for days by themselves', () => {
    expect(lasting([[1, 2, 1, 2, 1, 2, 1, 2]])).toBe(1);
    expect(lasting([[1, 1, 1, 1, 2, 2, 2, 2]])).toBeGreaterThan(3);
    expect([lasting([]), lasting([[1], [2, 3], [5, 5, 5]])]).toEqual([1, 1]);
  });
});
