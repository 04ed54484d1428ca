import fc from 'fast-check';
import { benchHall, benchNames, makeDay, STANDARD } from '../simulation';
import type { HallConfig } from '../live';
import { ArrivalRate, countWithin, type RateToday } from './arrival-rate';

const DAY = makeDay(STANDARD, 20_001);
const hall = benchHall(DAY, benchNames(DAY));
const CODE = 'household';
const SLOTS = 18;

function config(forecast: Partial<HallConfig['forecast']>): HallConfig {
  return { ...hall, forecast: { ...hall.forecast, ...forecast } };
}
const unknown = (): HallConfig => config({ queues: {} });
const flat = (each: number): number[] => new Array<number>(SLOTS).fill(each);

/** @param came arrivals in each of the half hours that are over */
function after(hallDay: HallConfig, came: readonly number[]): RateToday {
  const today = ArrivalRate.of(hallDay, CODE).today(came, came.length * 30);
  if (today === null) throw new Error('expected other sources than the own past');
  return today;
}
const meanOf = ({ prior, ratio }: RateToday, slot: number): number => (prior[slot] ?? 0) * (ratio[slot] ?? 0);
const relativeBand = (today: RateToday, slot: number): number => {
  const [mean, shape] = [meanOf(today, slot), today.shape[slot] ?? 0];
  return (countWithin(0.9, mean, shape) - countWithin(0.1, mean, shape)) / mean;
};
const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: SLOTS - 1 });

describe('arrivals without an own past', () => {
  it('change nothing where the own past speaks for all that comes', () => {
    expect(ArrivalRate.of(hall, CODE).today(flat(30), 300)).toBeNull();
  });

  it('are never expected to be nobody once somebody has come, whatever the past said, until the hall closes', () => {
    const silent = config({ queues: { [CODE]: flat(0) } });
    fc.assert(
      fc.property(fc.boolean(), counts, (isUnknown, came) => {
        fc.pre(came.some((n) => n > 0));
        const today = after(isUnknown ? unknown() : silent, came);
        for (let slot = came.length; slot < SLOTS; slot += 1) {
          expect(meanOf(today, slot)).toBeGreaterThan(0);
          expect(countWithin(0.9, meanOf(today, slot), today.shape[slot] ?? 0)).toBeGreaterThanOrEqual(0);
        }
        expect(today.came).toBe(came.reduce((sum, n) => sum + n, 0));
      }),
    );
  });

  it('go on at the rate of today: the band holds what has come so far each half hour', () => {
    const silent = config({ queues: { [CODE]: flat(0) } });
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 2, max: SLOTS - 1 }),
        (isUnknown, each, halves) => {
          const today = after(isUnknown ? unknown() : silent, new Array<number>(halves).fill(each));
          const [mean, shape] = [meanOf(today, halves), today.shape[halves] ?? 0];
          expect(countWithin(0.1, mean, shape)).toBeLessThanOrEqual(each);
          expect(countWithin(0.9, mean, shape)).toBeGreaterThanOrEqual(each);
        },
      ),
    );
  });

  it('are known the better the more of the day has been seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), (each) => {
        let before = Infinity;
        for (const halves of [0, 2, 6, 12]) {
          const today = after(unknown(), new Array<number>(halves).fill(each));
          const spread = 1 / Math.sqrt(today.shape[SLOTS - 1] ?? 0);
          expect(spread).toBeLessThan(before);
          before = spread;
        }
        expect(relativeBand(after(unknown(), new Array<number>(12).fill(each)), 17)).toBeLessThan(
          relativeBand(after(unknown(), []), 17),
        );
      }),
    );
  });

  it('believe halls alike longer than a guess from the roster', () => {
    const sources = (source: 'pooled' | 'today') => ({
      [CODE]: { sources: flat(0).map(() => source), days: 20, halls: 3, booked: 0 },
    });
    const pooled = after(config({ queues: { [CODE]: flat(10) }, basis: sources('pooled') }), [20]);
    const guessed = after(config({ queues: {}, basis: sources('today') }), [20]);
    expect(pooled.ratio[5]).toBeGreaterThan(1);
    expect(pooled.ratio[5]).toBeLessThan(2);
    expect(meanOf(guessed, 5)).toBeGreaterThan(meanOf(pooled, 5));
  });

  it('leave the half hours with an own past alone, and expect nobody while the hall is closed', () => {
    const { start } = hall.forecast;
    const open = [
      { from: start, to: start + 210 * 60_000 },
      { from: start + 300 * 60_000, to: start + 540 * 60_000 },
    ];
    const late = config({
      basis: {
        [CODE]: { sources: flat(0).map((_, slot) => (slot < 12 ? 'own' : 'today')), days: 0, halls: 0, booked: 0 },
      },
    });
    const today = after(late, flat(20).slice(0, 13));
    expect(meanOf(today, 3)).toBe(hall.forecast.queues[CODE]?.[3]);
    expect(meanOf(today, 15)).toBeGreaterThan(5);
    const shut = after({ ...unknown(), open }, [20]);
    expect([meanOf(shut, 7), meanOf(shut, 8), meanOf(shut, 9)]).toEqual([0, 0, 0]);
    expect(meanOf(shut, 10)).toBeGreaterThan(0);
  });
});

describe('how many come of an uncertain rate', () => {
  it('is the quantile of the negative binomial distribution', () => {
    // shape 1 is the geometric distribution: P(n or fewer) = 1 − (mean ÷ (1 + mean)) ^ (n + 1)
    for (const mean of [0.5, 3, 20])
      for (const share of [0.1, 0.5, 0.9]) {
        const n = countWithin(share, mean, 1);
        const within = (k: number): number => 1 - (mean / (1 + mean)) ** (k + 1);
        expect(within(n)).toBeGreaterThanOrEqual(share);
        expect(n === 0 ? 0 : within(n - 1)).toBeLessThan(share);
      }
    expect(countWithin(0.5, 400, 1e6)).toBeCloseTo(400, -1);
  });
});
