import { DayTally, type DayScore } from './score';
import { cutAgainst, summarise } from './summary';
import { Supervisor } from './supervisor';
import { STANDARD } from './scenarios';

const dayOf = (day: number, waits: readonly number[]): DayScore => {
  const tally = new DayTally(2);
  waits.forEach((wait, i) => {
    tally.onWait(wait, i % 2);
  });
  return tally.score({ day, tickets: waits.length, prompts: 9, switches: 4, stranded: 0 });
};

describe('the score', () => {
  it('adds up days, branches and shares', () => {
    const scores = [dayOf(1, [0, 40, 10, 16]), dayOf(2, [0, 20])];
    const base = [dayOf(1, [20, 60, 20, 32]), dayOf(2, [10, 30])];
    const row = summarise(scores, base, undefined, [3, 1, 2]);
    expect(row).toMatchObject({ switches: 4, promptsPerHour: 1, decisionMsMedian: 2, stranded: 0, capture: null });
    expect(row.meanWait).toBeCloseTo(86 / 6, 9);
    expect(row.worstBranchMean).toBeCloseTo(76 / 3, 9);
    expect([row.over15, row.over20, row.over30]).toEqual([3 / 6, 1 / 6, 1 / 6]);
    expect(row.p90).toBe((40 + 20) / 2);
    expect(row.cut).toBeCloseTo(1 - 86 / 172, 9);
  });

  it('widens the interval when days disagree', () => {
    const base = [dayOf(1, [10, 10]), dayOf(2, [10, 10]), dayOf(3, [10, 10])];
    const alike = cutAgainst(base, [dayOf(1, [5, 5]), dayOf(2, [5, 5]), dayOf(3, [5, 5])]);
    const apart = cutAgainst(base, [dayOf(1, [1, 1]), dayOf(2, [5, 5]), dayOf(3, [9, 9])]);
    expect(alike).toEqual({ cut: 0.5, ci: 0 });
    expect(apart.cut).toBeCloseTo(0.5, 9);
    // Three means 0.9, 0.5, 0.1: standard error 0.4/√3.
    expect(apart.ci).toBeCloseTo((1.96 * 0.4) / Math.sqrt(3), 6);
  });
});

describe('the supervisor', () => {
  it('replies within one to three minutes, accepts most, and loses patience after twelve prompts an hour', () => {
    const supervisor = new Supervisor(1001, STANDARD.supervisor);
    let accepted = 0;
    for (let i = 0; i < 400; i += 1) {
      const reply = supervisor.show(i * 10);
      expect(reply.atMin).toBeGreaterThanOrEqual(i * 10 + 1);
      expect(reply.atMin).toBeLessThanOrEqual(i * 10 + 3);
      accepted += Number(reply.accepted);
    }
    expect(accepted / 400).toBeCloseTo(0.85, 1);
    const hasty = new Supervisor(1001, STANDARD.supervisor);
    for (let i = 0; i < 12; i += 1) hasty.show(100);
    expect([hasty.hasPatience(159), hasty.hasPatience(160)]).toEqual([false, true]);
  });
});
