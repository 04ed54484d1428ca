import { cause, type ImportReport } from '@cockpit/contracts';
import { NOTHING_APPLIES } from '@cockpit/sources';
import { reportText } from './import-report';

const report: ImportReport = {
  rows: 1200,
  events: 1100,
  skipped: { 'test ticket': 3, [NOTHING_APPLIES]: 2 },
  accepted: 1098,
  rejected: { mapping: 1200, invalid: 1 },
  faults: [
    {
      reason: 'mapping',
      path: 'data.result',
      column: '结果',
      cause: cause('column-empty', '', { column: '结果' }),
      message: '',
      count: 1200,
      firstRow: 7,
    },
    { reason: 'invalid', path: '', column: null, cause: null, message: 'expected int', count: 1, firstRow: 9 },
  ],
  problems: [
    {
      row: 7,
      reason: 'mapping',
      path: '',
      message: '1 cells …',
      causes: [cause('row-cells', '', { cells: 1, columns: 2 })],
    },
    { row: 9, reason: 'invalid', path: 'data.stars', message: 'expected int', causes: [], id: 'e9' },
  ],
  firstEventAt: '2026-03-04T01:00:00Z',
  lastEventAt: '2026-03-04T09:00:00Z',
  dryRun: false,
};

describe('what became of a file', () => {
  it('is told line by line', () => {
    expect(reportText(report, 'en').split('\n')).toEqual([
      '1,200 rows read, 1,100 events sent, 1,098 accepted (repeats included)',
      'from 2026-03-04T01:00:00Z to 2026-03-04T09:00:00Z',
      'skipped 3: test ticket',
      'skipped 2: no event of the mapping applies',
      'rejected 1,200: mapping',
      'rejected 1: invalid',
      '  1,200 × data.result ← 结果: Column 结果 is empty (first in row 7)',
      '  1 × expected int (first in row 9)',
      '  row 7  mapping  1 cell where the heading has 2',
      '  row 9 (e9)  invalid  data.stars: expected int',
    ]);
  });

  it('is told in Chinese too; words of the mapping, and what has no code, stay as they are', () => {
    expect(reportText({ ...report, dryRun: true }, 'zh-CN').split('\n')).toEqual([
      '读取 1,200 行，可送出 1,100 条事件；试运行，未送出',
      '自 2026-03-04T01:00:00Z 至 2026-03-04T09:00:00Z',
      '跳过 3 行：test ticket',
      '跳过 2 行：映射中没有适用的事件',
      '拒收 1,200 条：mapping',
      '拒收 1 条：invalid',
      '  1,200 处 data.result ← 结果：列 结果 为空（最早在第 7 行）',
      '  1 处 expected int（最早在第 9 行）',
      '  第 7 行  mapping  此行有 1 格，表头有 2 格',
      '  第 9 行（e9）  invalid  data.stars：expected int',
    ]);
  });
});
