import { completed, emptyPlan, linesOf } from './plan';

describe('the plan of a round', () => {
  it('is complete with a name, halls and lines that have area and question; empty lines are left out', () => {
    const plan = emptyPlan('2026-07-01');
    expect(completed(plan)).toBeNull();
    const filled = { ...plan, name: ' 督导 ', halls: ['H1'], lines: [{ id: 'a', area: ' 窗口', question: '?' }] };
    expect(completed({ ...filled, lines: [...filled.lines, ...plan.lines] })).toMatchObject({
      name: '督导',
      lines: [{ id: 'a', area: '窗口', question: '?' }],
    });
    expect(completed({ ...filled, lines: [{ id: 'a', area: '', question: '?' }] })).toBeNull();
    expect(completed({ ...filled, to: '2026-06-30' })).toBeNull();
    expect(completed({ ...filled, halls: [] })).toBeNull();
  });

  it('takes rows of a spreadsheet, and leaves plain text to the field', () => {
    expect(linesOf('只是一句话', '')).toBeNull();
    const rows = linesOf('窗口\t设备正常\r\n\t着装规范\n等候区\t有老花镜\n', '');
    expect(rows?.map(({ area, question }) => [area, question])).toEqual([
      ['窗口', '设备正常'],
      ['窗口', '着装规范'],
      ['等候区', '有老花镜'],
    ]);
    expect(new Set(rows?.map(({ id }) => id)).size).toBe(3);
    expect(linesOf('一\n二', '窗口')?.map(({ area, question }) => [area, question])).toEqual([
      ['窗口', '一'],
      ['窗口', '二'],
    ]);
  });
});
