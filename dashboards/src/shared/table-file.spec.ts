import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookOf } from '@cockpit/contracts';
import { csvOf } from './table-file';

describe('tables as files', () => {
  it('quote what needs it, and never let a cell become a formula', () => {
    expect(
      csvOf([
        ['厅', 'a,b'],
        ['=1+1', -2, null],
      ]),
    ).toBe('\ufeff厅,"a,b"\r\n\'=1+1,-2,\r\n');
  });

  it('are archives others can read, text and numbers apart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
    try {
      writeFileSync(
        join(folder, 'book.xlsx'),
        workbookOf({
          name: '排名/表',
          title: '十月排名',
          head: ['大厅', '数值', '取号'],
          rows: [['=<云江>', 12.5, 1234]],
        }),
      );
      const read =
        "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.read('xl/worksheets/sheet1.xml').decode()+z.read('xl/workbook.xml').decode())";
      const text = execFileSync('python3', ['-c', read, join(folder, 'book.xlsx')]).toString();
      expect(text).toContain('<t xml:space="preserve">=&lt;云江&gt;</t>');
      expect(text).toContain('<c s="4"><v>12.5</v></c><c s="3"><v>1234</v></c>');
      expect(text).toContain('十月排名');
      expect(text).toContain('<col min="1" max="1" width="10" customWidth="1"/>');
      expect(text).toContain('name="排名 表"');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are the same file for the same table', () => {
    const book = () => workbookOf({ name: 'a', title: 'b', head: ['c'], rows: [[1]] });
    jest.useFakeTimers({ now: 0 });
    const before = book();
    jest.setSystemTime(new Date('2026-11-21T10:00:00Z'));
    expect(book()).toEqual(before);
    jest.useRealTimers();
  });
});
