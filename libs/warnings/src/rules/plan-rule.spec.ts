import { chinese } from '@cockpit/contracts';
import type { HallMinute } from './hall-minute';
import { PLAN_RULE } from './plan-rule';
import { readingsOf } from './rule';
import { TICK_RULES } from './tick-rules';

const read = (plan: HallMinute['plan'], closed = false) =>
  TICK_RULES.filter(({ key }) => key === PLAN_RULE.key)
    .flatMap((rule) => readingsOf(rule, { plan, closed } as HallMinute))
    .map(({ value, fire, clear, words }) => [value !== null && value >= fire, value, clear, chinese(words)]);

describe('a plan that is not followed', () => {
  it('warns from thirty percent of what has come due, and names the windows', () => {
    expect(read({ due: 10, missed: ['3', '7', '3'] })).toEqual([
      [true, 30, 15, '已下发方案中到了时间的 10 项安排，有 3 项未照办（3、7 号窗口），请核实'],
    ]);
    expect(read({ due: 11, missed: ['3', '7', '3'] })[0]?.[0]).toBe(false);
    const many = read({ due: 12, missed: ['1', '2', '3', '4', '5', '6'] })[0];
    expect([many?.[1], many?.[3]]).toEqual([50, expect.stringContaining('（1、2、3、4、5 号窗口）')]);
  });

  it('does not of one or two orders, nor where no plan was sent, nor in a closed hall', () => {
    expect(read({ due: 2, missed: ['3', '7'] })[0]?.slice(0, 2)).toEqual([false, 0]);
    expect(read({ due: 3, missed: ['3', '7'] })[0]?.slice(0, 2)).toEqual([true, 67]);
    expect([read(undefined), read({ due: 10, missed: ['1', '2', '3', '4'] }, true)]).toEqual([[], []]);
  });
});
