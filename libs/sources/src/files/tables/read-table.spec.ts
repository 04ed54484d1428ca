import { workbookOf } from '@cockpit/contracts';
import { workbookFile } from '../rows/workbook.fixture';
import { readTable } from './read-table';

const gbk = Buffer.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb4, 0xb0, 0xbf, 0xda, 0x0d, 0x0a, 0xcd, 0xf5, 0x2c, 0x31, 0x0d, 0x0a,
]);

describe('a table that people fill in', () => {
  it.each([
    ['of Chinese Windows', gbk],
    ['with a mark, semicolons and blanks', Buffer.from('\ufeff姓名;窗口 \r\n 王;1\r\n\r\n')],
    ['of our own', Buffer.from(workbookOf({ name: 'a', title: '排班', head: ['姓名', '窗口'], rows: [['王', 1]] }))],
  ])('%s is the same rows', async (_, content) => {
    const { rows, faults } = await readTable(content);
    expect([rows.map(({ cells }) => cells), faults]).toEqual([[{ 姓名: '王', 窗口: '1' }], []]);
  });

  it('has dates as they are seen, and a line that does not fit as a fault of that line', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1" t="str"><v>日</v></c><c r="B1" t="str"><v>时</v></c></row><row r="2"><c r="A2" s="0"><v>46346</v></c><c r="B2" s="1"><v>0.375</v></c></row></sheetData>';
    const book = workbookFile({ sheets: { a: sheet }, formats: ['yyyy/m/d', 'h:mm'] });
    expect((await readTable(book)).rows).toEqual([{ at: 2, cells: { 日: '2026-11-20', 时: '09:00:00' } }]);
    expect((await readTable(Buffer.from('a,b\n1,2\n3\n'))).faults).toMatchObject([{ at: 3, code: 'row-cells' }]);
  });

  it('may have ten thousand rows, and is read in seconds without filling the memory; one more is refused as a whole', async () => {
    const book = (n: number) =>
      Buffer.from(
        workbookOf({
          name: 'a',
          title: '人员',
          head: ['编号', '姓名', '大厅', '自', '至', '备注'],
          rows: Array.from({ length: n }, (_, i) => [
            ...[`o${String(i)}`, `警员${String(i)}`, 'JB01', '2026-01-01', '2026-12-31', '说明'.repeat(20)],
          ]),
        }),
      );
    const content = book(10_000);
    const [began, before] = [performance.now(), process.memoryUsage()];
    const { rows, faults } = await readTable(content);
    const after = process.memoryUsage();
    expect([rows.length, faults]).toEqual([10_000, []]);
    expect(rows.at(-1)?.cells['姓名']).toBe('警员9999');
    // half a second by itself: the bounds are for a machine that does ten things at once
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(after.rss - before.rss).toBeLessThan(300 * 1024 * 1024);
    await expect(readTable(book(10_001))).rejects.toThrow('10000');
  }, 60_000);

  it('is refused where it is none', async () => {
    await expect(readTable(Buffer.from('PK\u0003\u0004nothing'))).rejects.toThrow('no .xlsx');
    await expect(readTable(Buffer.from(`a,b\n${'1,2\n'.repeat(10_001)}`))).rejects.toThrow('10000');
  });
});
