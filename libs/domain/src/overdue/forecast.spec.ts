import fc from 'fast-check';
import { OverdueForecast, type OverdueCase } from './forecast';
import { judge } from './judge';

const HOUR = 3_600_000;
const NOW = 1_000_000 * HOUR;
const matter = (over: Partial<OverdueCase>): OverdueCase => ({
  item: 'passport',
  unit: 'exit-entry',
  category: 'travel',
  openedAt: NOW - 24 * HOUR,
  dueAt: NOW + 48 * HOUR,
  closedAt: null,
  ...over,
});
/** `count` matters that opened well before now and took `hours` each */
const past = (count: number, hours: number, over: Partial<OverdueCase> = {}): OverdueCase[] =>
  Array.from({ length: count }, (_, i) => {
    const openedAt = NOW - (1000 + i) * HOUR;
    return matter({ openedAt, dueAt: openedAt + 72 * HOUR, closedAt: openedAt + hours * HOUR, ...over });
  });

describe('the overdue forecast', () => {
  it('separates items that usually close in time from items that do not', () => {
    const forecast = new OverdueForecast([...past(60, 40), ...past(60, 120, { item: 'permit' })], NOW);
    expect(forecast.missProbability(matter({}))).toBeLessThan(0.15);
    expect(forecast.missProbability(matter({ item: 'permit' }))).toBeGreaterThan(0.85);
  });

  it('lets an unknown item lean on its category', () => {
    const forecast = new OverdueForecast(past(200, 60), NOW);
    expect(forecast.missProbability(matter({ item: 'never-seen' }))).toBeLessThan(0.3);
  });

  it('counts matters that are still open: censored, not forgotten', () => {
    const stuck = Array.from({ length: 60 }, (_, i) =>
      matter({ openedAt: NOW - (200 + i) * HOUR, dueAt: NOW - (128 + i) * HOUR }),
    );
    expect(new OverdueForecast(stuck, NOW).missProbability(matter({}))).toBeGreaterThan(0.8);
  });

  it('does not see closings that lie in the future', () => {
    const leak = past(60, 40).map((m) => ({
      ...m,
      openedAt: NOW - HOUR,
      dueAt: NOW + 71 * HOUR,
      closedAt: NOW + HOUR,
    }));
    const blind = leak.map((m) => ({ ...m, closedAt: null }));
    expect(new OverdueForecast(leak, NOW).missProbability(matter({}))).toBe(
      new OverdueForecast(blind, NOW).missProbability(matter({})),
    );
  });

  it('is a probability, 1 once past due, and never lower for a shorter time left', () => {
    const forecast = new OverdueForecast([...past(40, 30), ...past(20, 90)], NOW);
    expect(forecast.missProbability(matter({ dueAt: NOW }))).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (hours, less) => {
        const [near, far] = [Math.min(hours, less), Math.max(hours, less)].map((h) =>
          forecast.missProbability(matter({ dueAt: NOW + h * HOUR })),
        );
        expect(near).toBeGreaterThanOrEqual(0);
        expect(near).toBeLessThanOrEqual(1);
        expect(far).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('judging probabilities', () => {
  it('agrees with counting all pairs', () => {
    const answer = fc.record({ predicted: fc.integer({ min: 0, max: 5 }).map((p) => p / 5), observed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 2, maxLength: 40 }), (answers) => {
        const pairs = answers
          .filter((a) => a.observed)
          .flatMap((a) => answers.filter((b) => !b.observed).map((b) => Math.sign(a.predicted - b.predicted)));
        const byHand = pairs.length === 0 ? null : pairs.reduce((sum, s) => sum + (s + 1) / 2, 0) / pairs.length;
        const { auc } = judge(answers);
        if (byHand === null || auc === null) expect(auc).toBe(byHand);
        else expect(auc).toBeCloseTo(byHand, 9);
      }),
    );
  });

  it('has no result without data', () => {
    expect(judge([])).toEqual({ n: 0, auc: null, brier: null, deciles: [] });
  });
});
