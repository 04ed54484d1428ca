import { benchHall, benchNames } from './bench-hall';
import { planBenchDay } from './bench-plan';
import { makeDay } from './day';
import { ALLOWED, NO_PLAN, replan } from './plan';
import { planHallDay } from './bench-plan';
import { hallPlanWorth } from './hall-plan-worth';
import { playPlan } from './play-plan';
import { playYardstick } from './yardsticks';
import { scenarioParams } from './policies';
import { sampleDay } from './sample-day';
import { WITH_RESERVE } from './scenarios';
import { isWithin, NO_QUEUES } from '../queue-set';

const day = makeDay(WITH_RESERVE, 1006);
const params = { ...scenarioParams(WITH_RESERVE), kinds: ['guide' as const] };
const plan = planBenchDay(day, params);

describe('the plan of the day', () => {
  it('keeps every officer’s lunch and breaks, whole and within the hours allowed', () => {
    const moved = replan(day, plan);
    expect(plan.absences.size).toBe(32);
    moved.officers.forEach((officer, i) => {
      const planned = (list: typeof officer.absences): unknown[] =>
        list
          .filter((a) => a.kind !== 'outage')
          .map((a) => `${a.kind} ${String(a.lengthMin)}`)
          .sort();
      expect(planned(officer.absences)).toEqual(planned(day.officers[i]?.absences ?? []));
      expect(officer.absences.filter((a) => a.kind === 'outage')).toEqual(
        day.officers[i]?.absences.filter((a) => a.kind === 'outage'),
      );
    });
    for (const { first, lunch, second } of plan.absences.values()) {
      expect([
        first >= ALLOWED.first[0],
        first + 10 <= ALLOWED.first[1],
        lunch >= ALLOWED.lunch[0],
        lunch <= ALLOWED.lunch[1],
        second >= ALLOWED.second[0],
        second + 10 <= ALLOWED.second[1],
      ]).not.toContain(false);
    }
  });

  it('does not send everybody to lunch at once', () => {
    const lunches = [...plan.absences.values()].map((a) => a.lunch);
    for (let t = ALLOWED.lunch[0]; t < ALLOWED.lunch[1] + 45; t += 5)
      expect(lunches.filter((l) => l <= t && t < l + 45).length).toBeLessThanOrEqual(20);
  });

  it('links within skills, guides at most two items at once and opens reserves within the budget', () => {
    for (const [window, mask] of plan.opening)
      expect(isWithin(mask, day.officers[window]?.skills ?? NO_QUEUES)).toBe(true);
    for (let t = 0; t < 540; t += 5)
      expect(plan.guides.filter((g) => g.fromMin <= t && t < g.untilMin).length).toBeLessThanOrEqual(2);
    for (const g of plan.guides) expect(WITH_RESERVE.branches[g.branch]?.items[g.item]?.selfService).toBe(true);
    expect(plan.openings.length).toBeGreaterThan(0);
    expect(plan.openings.length * 45).toBeLessThanOrEqual(180);
  });

  it('is the same again, and knows nothing of the day itself', () => {
    expect(planBenchDay(day, params)).toEqual(plan);
    expect(planBenchDay({ ...day, tickets: [] }, params)).toEqual(plan);
  });

  it('refuses breaks outside the hours allowed', () => {
    expect(() => replan(day, { ...NO_PLAN, absences: new Map([[0, { first: 20, lunch: 200, second: 400 }]]) })).toThrow(
      RangeError,
    );
  });
});

describe('the worth of a plan', () => {
  const config = benchHall(day, benchNames(day));

  it('is told by simulation before the day, on days drawn from the forecast', () => {
    const { plan: whole, violations } = planHallDay(config, params);
    expect(violations).toEqual([]);
    const worth = hallPlanWorth(config, whole, { days: 4 });
    expect(worth.cut).toBeGreaterThan(0.3);
    expect(worth.meanWithMin).toBeLessThan(worth.meanWithoutMin);
    const idle = { ...whole, masks: new Map(), absences: new Map(), openings: [], guides: [] };
    expect(hallPlanWorth(config, idle, { days: 2 })).toMatchObject({ cut: 0, dayLow: 0, dayHigh: 0 });
  });

  it('comes true on the days themselves: the claim lies within what happened', () => {
    const [claims, happened] = [[], []] as [number[], number[]];
    for (let number = 1001; number <= 1006; number += 1) {
      const actual = makeDay(WITH_RESERVE, number);
      const hall = benchHall(actual, benchNames(actual));
      claims.push(hallPlanWorth(hall, planHallDay(hall, params).plan, { days: 3, seed: number * 10 }).cut);
      const [without, withPlan] = [{ sum: 0 }, { sum: 0 }];
      playYardstick(actual, 'A', {
        onWait: (wait) => {
          without.sum += wait;
        },
      });
      playPlan(actual, planBenchDay(actual, params), {
        onWait: (wait) => {
          withPlan.sum += wait;
        },
      });
      happened.push(1 - withPlan.sum / without.sum);
    }
    const mean = (all: number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
    const spread = Math.sqrt(mean(happened.map((one) => (one - mean(happened)) ** 2)) / (happened.length - 1));
    expect(Math.abs(mean(claims) - mean(happened))).toBeLessThan(2 * spread + 0.02);
  });

  it('draws about as many visitors as forecast', () => {
    const expected = Object.values(config.forecast.queues)
      .flat()
      .reduce((sum, n) => sum + n, 0);
    let drawn = 0;
    for (let seed = 1; seed <= 16; seed += 1) drawn += sampleDay(config, seed).tickets.length / 16;
    expect(drawn / expected).toBeCloseTo(1, 1);
    expect(sampleDay(config, 3)).toEqual(sampleDay(config, 3));
  });
});
