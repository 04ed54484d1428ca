import { chinese, type PlanResult } from '@cockpit/contracts';
import { planned } from './planned';

const day = (saved: number, reach: number, more: Partial<PlanResult> = {}): PlanResult => ({
  expected: { cut: 0.4, cutCI: 0.06 },
  ordered: 80,
  done: 60,
  observed: { savedMin: saved, lowMin: saved - reach, highMin: saved + reach },
  ...more,
});
const said = (plans: PlanResult[]): string[] => planned(plans).map(({ words }) => chinese(words));

describe('what a bulletin says of plans of the day', () => {
  it('is nothing where none was sent', () => {
    expect(planned([])).toEqual([]);
  });

  it('is what they promised, what was followed of them and what was observed, each by its name', () => {
    const [one] = said([day(300, 100)]);
    expect(one).toMatch(/下发 1 个大厅日；预计.*34%–46%；安排 80 项，照办 60 项；观测.* 300 分钟（区间 200 至 400）/);
    // the days of a week are as sure together as their intervals are, not surer
    const [two] = said([day(300, 30, { done: 10 }), day(100, 40, { expected: null })]);
    expect(two).toMatch(/下发 2 个大厅日；预计.*34%–46%；安排 160 项，照办 70 项；观测.* 400 分钟（区间 350 至 450）/);
  });

  it('promises nothing where nothing was', () => {
    expect(said([day(300, 100, { expected: null })])[0]).not.toContain('预计');
  });
});
