import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookOf } from '@cockpit/contracts';
import { zipSync } from 'fflate';
import { UnreadableFile } from '../misuse';
import { workbookFile, type WorkbookParts } from './workbook.fixture';
import { kindOf } from './workbook-parts';
import { openWorkbook } from './xlsx';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(content: Uint8Array, sheet?: string): Promise<unknown[]> {
  const path = join(folder, 'book.xlsx');
  await writeFile(path, content);
  const rows: unknown[] = [];
  for await (const row of (await openWorkbook(path, sheet)).rows) rows.push(row);
  return rows;
}
const made = (sheet: string, parts: Omit<WorkbookParts, 'sheets'> = {}): Promise<unknown[]> =>
  rowsOf(workbookFile({ ...parts, sheets: { 取号: sheet } }));
const refusal = (content: Uint8Array): Promise<unknown> =>
  rowsOf(content).catch((error: unknown) => (error instanceof UnreadableFile ? error.code : error));

describe('a workbook', () => {
  it('of our own is read as its table: the title above is none', async () => {
    const book = workbookOf({
      name: '甲',
      title: '十一月',
      head: ['票号', '人数'],
      rows: [
        ['A001', 3],
        ['A002', null],
      ],
    });
    expect(await rowsOf(book)).toEqual([
      { at: 3, row: { 票号: 'A001', 人数: '3' } },
      { at: 4, row: { 票号: 'A002', 人数: '' } },
    ]);
  });

  it('gives serial dates by their format, formulas by what they gave, and numbers as they are seen', async () => {
    const rows = await made(
      `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>和</t></is></c><c r="D1" t="str"><f>"n"</f><v>n</v></c><c r="E1" t="str"><v>e</v></c></row>
       <row r="2"><c r="A2" s="1"><v>46346.378472222219</v></c><c r="B2" s="2"><v>46346</v></c><c r="C2"><f>1+2</f><v>3.0</v></c><c r="D2" s="3"><v>0.75</v></c><c r="E2" t="e"><v>#N/A</v></c></row></sheetData>`,
      {
        strings: ['时间', '日'],
        formats: ['General', 'yyyy/m/d h:mm', 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;', 'h:mm:ss'],
      },
    );
    expect(rows).toEqual([
      { at: 2, row: { 时间: '2026-11-20 09:05:00', 日: '2026-11-20', 和: '3', n: '18:00:00', e: '' } },
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const sheet = `<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row><row r="2"><c r="A2" s="0"><v>44884</v></c></row></sheetData>`;
    expect(await made(sheet, { formats: ['yyyy-mm-dd'], since1904: true })).toEqual([
      { at: 2, row: { a: '2026-11-20', b: '' } },
    ]);
  });

  it('fills merged cells, skips blank rows, and keeps the numbers of its margin', async () => {
    const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = await made(
      `<sheetData><row r="1">${cell('A1', '十一月取号记录')}</row><row r="3">${cell('A3', '业务')}${cell('B3', '票号')}</row>
       <row r="4">${cell('A4', '户政')}${cell('B4', 'A001')}</row><row r="5">${cell('B5', 'A002')}</row><row r="6"><c r="A6"/></row><row r="9">${cell('A9', '出入境')}${cell('B9', ' B001　')}</row></sheetData>
       <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A5"/></mergeCells>`,
    );
    expect(rows).toEqual([
      { at: 4, row: { 业务: '户政', 票号: 'A001' } },
      { at: 5, row: { 业务: '户政', 票号: 'A002' } },
      { at: 9, row: { 业务: '出入境', 票号: 'B001' } },
    ]);
  });

  it('is read at its first sheet with rows, or at the one that is named', async () => {
    const table = (name: string): string =>
      `<sheetData><row r="1"><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="2"><c t="str"><v>${name}</v></c></row></sheetData>`;
    const book = workbookFile({ sheets: { 说明: '<sheetData/>', 甲: table('1'), 乙: table('2') } });
    expect(await rowsOf(book)).toEqual([{ at: 2, row: { a: '1', b: '' } }]);
    expect(await rowsOf(book, '乙')).toEqual([{ at: 2, row: { a: '2', b: '' } }]);
    await expect(rowsOf(book, '丙')).rejects.toMatchObject({ code: 'file-no-sheet' });
  });

  it('is refused where it is none, is broken, or unpacks to more than anybody needs', async () => {
    expect(await refusal(Buffer.from('票号,业务\n'))).toBe('file-not-workbook');
    expect(await refusal(zipSync({ 'word/document.xml': new Uint8Array(10) }))).toBe('file-not-workbook');
    const broken = workbookFile({ sheets: { 甲: '<sheetData><row>' } });
    expect(await refusal(broken)).toBe('file-not-workbook');
    expect(await refusal(broken.subarray(0, broken.length / 2))).toBe('file-not-workbook');
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(200 * 1024 * 1024) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb)).toBe('file-too-large-inside');
  });

  it('reads no file and no address that an entity of it names', async () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>';
    const book = workbookFile({ sheets: { 甲: '' } });
    const [start, end] = [workbookFile({ sheets: { 甲: sheet } }), book];
    expect(await refusal(start)).toBe('file-not-workbook');
    expect(await rowsOf(end)).toEqual([]);
  });
});

it.each([
  ['General', null],
  ['#,##0.00', null],
  ['0.00%', null],
  ['"Mon"0', null],
  ['yyyy/m/d', 'day'],
  ['m/d/yy', 'day'],
  ['[$-804]yyyy"年"m"月"', 'day'],
  ['mmm', 'day'],
  ['h:mm AM/PM', 'time'],
  ['[h]:mm:ss', 'time'],
  ['mm:ss.0', 'time'],
  ['yyyy-mm-dd hh:mm', 'both'],
] as const)('format %s tells %s', (format, kind) => {
  expect(kindOf(format)).toBe(kind);
});
