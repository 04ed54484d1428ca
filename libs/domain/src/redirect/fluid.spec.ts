import fc from 'fast-check';
import { fairnessIndex, starves } from './fairness';
import { FluidModel } from './fluid';
import { DEFAULT_PARAMS } from './params';
import { meanResidualMin, positivePart } from './residual';
import { jam, queueOf, viewOf, windowOf } from './test-view';
import { only, setOf } from '../queue-set';

const calm = { ...DEFAULT_PARAMS, noise: 0 };
const still = new Float64Array(18);

describe('the look-ahead', () => {
  it('adds up the triangle of a queue that empties', () => {
    // 40 work minutes, two windows, nobody comes: empty after 20 minutes; 4 people fall linearly to 0.
    const view = viewOf([queueOf('q', { workMin: 40, ratePerMin: still })], [windowOf(1, 0), windowOf(2, 0)], {
      noShowRate: 0,
    });
    expect(new FluidModel(view, calm).run()).toBeCloseTo((4 * 20) / 2, 6);
  });

  it('gives what a linked window does not need at home to the others, and nothing more', () => {
    const linked = viewOf(
      [queueOf('a', { workMin: 40, ratePerMin: still }), queueOf('b', { ratePerMin: still })],
      [windowOf(1, 0), windowOf(2, 1, { mask: 3n, skills: 3n })],
      { noShowRate: 0 },
    );
    const alone = { ...linked, windows: linked.windows.map((w) => ({ ...w, mask: only(w.home) })) };
    const busyHome = {
      ...linked,
      queues: [linked.queues[0] ?? queueOf('a'), queueOf('b', { workMin: 400, ratePerMin: still })],
    };
    const waitA = (view: typeof linked): number => {
      const fluid = new FluidModel(view, calm);
      fluid.run();
      return fluid.cost[0] ?? 0;
    };
    expect(waitA(linked)).toBeLessThan(waitA(alone));
    expect(waitA(busyHome)).toBeCloseTo(waitA(alone), 6);
  });

  it('is left exactly as it was after a change is taken back', () => {
    const fluid = new FluidModel(jam(), DEFAULT_PARAMS);
    const before = fluid.run();
    for (const mask of [1n, 3n]) {
      const change = { window: 2, mask, startMin: 123.4 };
      fluid.apply(change);
      expect(fluid.run()).not.toBeCloseTo(before, 3);
      fluid.apply(change, true);
      expect(fluid.run()).toBeCloseTo(before, 9);
    }
  });

  it('does not depend on the order in which the queues of a hall are numbered', () => {
    const hall = fc.integer({ min: 11, max: 40 }).chain((n) =>
      fc.record({
        work: fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: n, maxLength: n }),
        windows: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: n - 1 }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 12,
        }),
        order: fc.shuffledSubarray(
          Array.from({ length: n }, (_, i) => i),
          { minLength: n, maxLength: n },
        ),
      }),
    );
    fc.assert(
      fc.property(hall, ({ work, windows, order }) => {
        const cost = (places: readonly number[]): number[] => {
          const queues = work.map(() => queueOf('q'));
          // No two alike: which of two equal queues is relieved first is nobody's business.
          work.forEach((workMin, q) => {
            queues[places[q] ?? 0] = queueOf('q', {
              workMin: workMin + q / 7,
              ratePerMin: new Float64Array(18).fill(0.1 + q / 300),
            });
          });
          const desks = windows.map((served, i) =>
            windowOf(i + 1, places[served[0] ?? 0] ?? 0, { mask: setOf(served.map((q) => places[q] ?? 0)) }),
          );
          const fluid = new FluidModel(viewOf(queues, desks), DEFAULT_PARAMS);
          fluid.run();
          return work.map((_, q) => fluid.cost[places[q] ?? 0] ?? NaN);
        };
        const there = cost(order);
        cost(work.map((_, q) => q)).forEach((one, q) => {
          expect(there[q]).toBeCloseTo(one, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('predicts longer waits behind more people, and P80 never below P50', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }), (people, windows) => {
        const wait = (n: number): { p50Min: number; p80Min: number } =>
          new FluidModel(
            viewOf(
              [queueOf('q', { workMin: n * 10, waiting: n })],
              Array.from({ length: windows }, (_, i) => windowOf(i + 1, 0)),
            ),
            DEFAULT_PARAMS,
          ).newcomerWait(0);
        expect(wait(people + 5).p50Min).toBeGreaterThanOrEqual(wait(people).p50Min - 1e-9);
        expect(wait(people).p80Min).toBeGreaterThanOrEqual(wait(people).p50Min);
      }),
      { numRuns: 40 },
    );
  });
});

describe('small mathematics', () => {
  it('a service that has run long has long to go; one just begun has its mean', () => {
    expect(meanResidualMin(10, 0.6, 0)).toBeCloseTo(10, 6);
    expect(meanResidualMin(10, 0.6, 10)).toBeLessThan(10);
    expect(meanResidualMin(10, 0.6, 60)).toBeGreaterThan(meanResidualMin(10, 0.6, 20));
  });

  it('the positive part of noise', () => {
    expect(positivePart(0, 1)).toBeCloseTo(0.39894, 4);
    expect(positivePart(5, 0)).toBe(5);
    expect(positivePart(-5, 1)).toBe(0);
    expect(positivePart(1, 2) - positivePart(-1, 2)).toBeCloseTo(1, 6);
  });
});

describe('fairness', () => {
  it('is 1 when all wait alike and 1/n when one bears everything', () => {
    expect(fairnessIndex([12, 12, 12])).toBeCloseTo(1, 9);
    expect(fairnessIndex([1e6, 0, 0, 0])).toBeCloseTo(0.25, 3);
    expect(fairnessIndex([])).toBe(1);
  });

  it('calls it starving when a queue is pushed far beyond the others and its target', () => {
    const targets = [15, 15, 15, 15];
    expect(starves([10, 10, 10, 20], [2, 2, 2, 60], targets, 3)).toBe(true);
    expect(starves([10, 10, 10, 60], [9, 9, 9, 60], targets, 1.5)).toBe(false);
    expect(starves([1, 1, 1, 1], [0, 0, 0, 9], targets, 2)).toBe(false);
  });
});
