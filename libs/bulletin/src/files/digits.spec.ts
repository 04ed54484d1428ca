import { cellRuns, chinese, figuresOf, runsOf, standingText, type Bulletin } from '@cockpit/contracts';
import { strFromU8, unzipSync } from 'fflate';
import { issueOf } from './bulletin-title';
import { excelOf } from './excel';
import { LONG_NAME, NOTHING_KNOWN, bulletinFixture } from './files.fixture';
import { documentFont } from './document-font';
import { pdfOf } from './pdf';
import { textOfPdf } from './read-pdf.fixture';
import { wordOf } from './word';

const CODED = /([\d,]+(?:\.\d+)?)\s*\[?(F3-[0-9A-Z]{3})/g;
/** Every figure that stands beside its code, as `code value`, once for each place in which it stands. */
const coded = (text: string): string[] =>
  [...text.matchAll(CODED)].map(([, value, code]) => `${code ?? ''} ${value ?? ''}`).sort();
const digits = (text: string): string => text.replace(/\D/g, '');

/** What page and API say: paragraphs and cells as they are shown. */
function saidBy(bulletin: Bulletin): string[] {
  const figures = figuresOf(bulletin.document);
  const join = (runs: { text: string }[]): string => runs.map(({ text }) => text).join('');
  return bulletin.document.sections.flatMap((section) => [
    ...section.paragraphs.map((one) => join(runsOf(standingText(one, bulletin.edits)))),
    ...section.tables.flatMap((table) =>
      table.rows.flatMap((row) => row.map((cell) => join(cellRuns(cell, { figures, edits: bulletin.edits })))),
    ),
  ]);
}

const wordText = (content: Buffer): string =>
  strFromU8(unzipSync(content)['word/document.xml'] ?? new Uint8Array())
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"');

/** Cells of every sheet of a workbook, in order; numbers as they are shown. */
function excelCells(content: Uint8Array): string[] {
  const files = unzipSync(content);
  return Object.keys(files)
    .filter((name) => name.startsWith('xl/worksheets/'))
    .sort((a, b) => Number(digits(a)) - Number(digits(b)))
    .flatMap((name) =>
      [...strFromU8(files[name] ?? new Uint8Array()).matchAll(/<c(?: [^>]*)?\/>|<c( [^>]*)?>(.*?)<\/c>/g)].map(
        ([, how = '', inner = '']) => {
          if (how.includes('inlineStr')) return inner.replace(/<[^>]+>/g, '');
          const places = { 's="4"': 1, 's="5"': 2 }[/s="\d"/.exec(how)?.[0] ?? ''] ?? 0;
          const value = inner.replace(/<[^>]+>/g, '');
          return value === '' ? '' : Number(value).toLocaleString('zh-CN', { minimumFractionDigits: places });
        },
      ),
    );
}

describe('a whole bulletin', () => {
  it('says the same digits beside the same codes on page, in PDF, Word and Excel: 0 differing', async () => {
    const bulletin = await bulletinFixture();
    const said = saidBy(bulletin);
    const expected = coded(said.join('\n'));
    expect(expected.length).toBeGreaterThan(80);
    expect(coded(wordText(await wordOf(bulletin)))).toEqual(expected);
    expect(coded(textOfPdf(await pdfOf(bulletin, await documentFont())))).toEqual(expected);
    const cells = excelCells(excelOf(bulletin));
    const inExcel = coded(cells.map((cell) => cell).join('\n'));
    for (const one of new Set(expected)) expect(inExcel).toContain(one);
  }, 60_000);

  it('has every paragraph and cell of the page in PDF and Word, digit for digit', async () => {
    const bulletin = await bulletinFixture();
    const [pdf, word] = [
      digits(textOfPdf(await pdfOf(bulletin, await documentFont()))),
      digits(wordText(await wordOf(bulletin))),
    ];
    const missing = saidBy(bulletin).filter((text) => !word.includes(digits(text)));
    expect(missing).toEqual([]);
    for (const { code, text } of bulletin.document.figures) expect(pdf).toContain(`${digits(text)}${digits(code)}`);
    expect(pdf).toContain(digits(chinese(issueOf(bulletin))));
  }, 60_000);

  it('keeps a name that begins like a formula as text, however long', async () => {
    const bulletin = await bulletinFixture();
    const cells = excelCells(excelOf(bulletin));
    expect(cells).toContain(LONG_NAME);
    expect(strFromU8(unzipSync(excelOf(bulletin))['xl/worksheets/sheet3.xml'] ?? new Uint8Array())).not.toContain(
      '<f>',
    );
  });

  it('says of a period without data that there are none, and nowhere NaN', async () => {
    const bulletin = await bulletinFixture(NOTHING_KNOWN, []);
    const word = wordText(await wordOf(bulletin));
    expect(word).toContain('2026-11-16 至 2026-11-22 没有任何数据，不作统计。');
    expect([...saidBy(bulletin), word, ...excelCells(excelOf(bulletin))].join()).not.toMatch(/NaN|undefined|Infinity/);
    expect(bulletin.document.figures.filter(({ of }) => of === 'metric')).toEqual([]);
  });

  it('gives every printed figure a code that answers its question, and the same one computed again', async () => {
    const [one, again] = [await bulletinFixture(), await bulletinFixture()];
    expect(one.document).toEqual(again.document);
    const codes = one.document.figures.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
