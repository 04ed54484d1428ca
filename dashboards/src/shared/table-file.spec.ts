import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOf } from './table-file';
import { workbookOf } from './workbook';
import { crc32, zipOf } from './zip';

describe('tables as files', () => {
  it('quote what needs it, and never let a cell become a formula', () => {
    expect(
      csvOf([
        ['厅', 'a,b'],
        ['=1+1', -2, null],
      ]),
    ).toBe('\ufeff厅,"a,b"\r\n\'=1+1,-2,\r\n');
  });

  it('have the checksums every archive program computes', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
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

  it('hold as many entries as were put in', () => {
    const bytes = zipOf([
      { name: 'a', text: 'x' },
      { name: 'b', text: '' },
    ]);
    expect(new DataView(bytes.buffer).getUint16(bytes.length - 12, true)).toBe(2);
  });
});
