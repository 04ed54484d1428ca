import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { excelOf } from './excel';
import { LONG_NAME, bulletinFixture } from './files.fixture';
import { LINE_PITCH, MARGIN, PAGE, twips } from './layout';
import { all, assertOrder, partsOf, type Element } from './office-parts.fixture';
import { wordOf } from './word';

/** ECMA-376 part 1: what a sheet, a workbook and a section may have, in this order. */
const SHEET = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'mergeCells'],
  ...['printOptions', 'pageMargins', 'pageSetup', 'headerFooter'],
];
const STYLES = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs'];
const WORKBOOK = ['workbookPr', 'bookViews', 'sheets', 'definedNames', 'calcPr'];

const part = (parts: ReadonlyMap<string, Element>, name: string): Element => {
  const found = parts.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const formatsOf = (parts: ReadonlyMap<string, Element>): Element[] =>
  all(part(parts, 'xl/styles.xml'), 'cellXfs').flatMap((one) => all(one, 'xf'));

describe('the workbook of a bulletin', () => {
  let parts: Map<string, Element>;
  let sheets: Element[];
  beforeAll(async () => {
    parts = partsOf(excelOf(await bulletinFixture()));
    sheets = [...parts].flatMap(([name, element]) => (name.startsWith('xl/worksheets/') ? [element] : []));
  });
  const cellsOf = (sheet: Element): Element[][] => all(sheet, 'row').map((row) => all(row, 'c'));

  it('is a package whose parts stand in the order of their schemas', () => {
    expect(sheets.length).toBeGreaterThan(4);
    for (const sheet of sheets) assertOrder(sheet, SHEET);
    assertOrder(part(parts, 'xl/styles.xml'), STYLES);
    assertOrder(part(parts, 'xl/workbook.xml'), WORKBOOK);
  });

  it('freezes the head of every sheet, prints its table on A4, and repeats the head on every page', () => {
    const names = all(part(parts, 'xl/workbook.xml'), 'definedName');
    sheets.forEach((sheet, at) => {
      expect(all(sheet, 'pane')[0]?.of).toMatchObject({ ySplit: '2', topLeftCell: 'A3', state: 'frozen' });
      expect(all(sheet, 'pageSetup')[0]?.of).toMatchObject({ paperSize: '9', fitToWidth: '1', fitToHeight: '0' });
      const own = names.filter(({ of }) => of['localSheetId'] === String(at));
      expect(own.map(({ of }) => of['name'])).toEqual(['_xlnm.Print_Area', '_xlnm.Print_Titles']);
      const rows = cellsOf(sheet);
      expect(own[0]?.text).toMatch(new RegExp(`!\\$A\\$1:\\$[A-Z]+\\$${String(rows.length)}$`));
      expect(own[1]?.text).toMatch(/!\$1:\$2$/);
    });
  });

  it('has numbers as numbers with a format, in columns wide enough to show them', () => {
    const formats = formatsOf(parts).map(({ of }) => of['numFmtId']);
    let numbers = 0;
    for (const sheet of sheets) {
      const widths = all(sheet, 'col').map(({ of }) => Number(of['width']));
      for (const row of cellsOf(sheet))
        row.forEach((cell, at) => {
          if (cell.of['t'] !== undefined || cell.inside.length === 0) {
            // nothing that reads as a number is text, but days and codes
            const text = all(cell, 't')[0]?.text ?? '';
            expect(text).not.toMatch(/^-?[\d,]+(\.\d+)?%?$/);
            return;
          }
          numbers += 1;
          const value = Number(all(cell, 'v')[0]?.text);
          expect(Number.isFinite(value)).toBe(true);
          const format = formats[Number(cell.of['s'])];
          expect(['3', '4', '164']).toContain(format);
          const digits = { '3': 0, '164': 1, '4': 2 }[format ?? ''] ?? 0;
          const shown = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
          expect(widths[at]).toBeGreaterThan(shown.length);
        });
    }
    expect(numbers).toBeGreaterThan(150);
  });

  it('calculates nothing: what begins like a formula is text, and stays so when somebody types Enter in it', () => {
    expect(sheets.flatMap((sheet) => all(sheet, 'f'))).toEqual([]);
    const xfs = formatsOf(parts);
    const risky = sheets
      .flatMap((sheet) => all(sheet, 'c'))
      .filter((cell) => /^[=+\-@\t\r]/.test(all(cell, 't')[0]?.text ?? ''));
    expect(risky.map((cell) => all(cell, 't')[0]?.text)).toContain(LONG_NAME);
    for (const cell of risky) expect(xfs[Number(cell.of['s'])]?.of['quotePrefix']).toBe('1');
  });
});

describe('the Word file of a bulletin', () => {
  let content: Buffer;
  let parts: Map<string, Element>;
  let document: Element;
  beforeAll(async () => {
    content = await wordOf(await bulletinFixture());
    parts = partsOf(content);
    document = part(parts, 'word/document.xml');
  });

  it('is laid out like the PDF, with the page number outside', () => {
    const [size, margin] = ['w:pgSz', 'w:pgMar'].map((name) => all(document, name).at(-1)?.of);
    expect(size).toMatchObject({ 'w:w': String(twips(PAGE.width)), 'w:h': String(twips(PAGE.height)) });
    expect(margin).toMatchObject({ 'w:top': String(twips(MARGIN.top)), 'w:left': String(twips(MARGIN.left)) });
    const body = all(part(parts, 'word/styles.xml'), 'w:style').find(({ of }) => of['w:styleId'] === 'Body');
    expect(body === undefined ? [] : all(body, 'w:spacing')[0]?.of).toMatchObject({
      'w:line': String(Math.round(LINE_PITCH * 20)),
      'w:lineRule': 'exact',
    });
    expect(all(part(parts, 'word/settings.xml'), 'w:evenAndOddHeaders')).toHaveLength(1);
    const sides = [...parts].flatMap(([name, element]) =>
      name.startsWith('word/footer') ? [all(element, 'w:jc')[0]?.of['w:val']] : [],
    );
    expect(sides.sort()).toEqual(['left', 'right']);
  });

  it('names fonts for East Asian signs wherever it names any, 仿宋, 黑体 and 小标宋 among them', () => {
    const fonts = [document, part(parts, 'word/styles.xml')].flatMap((one) => all(one, 'w:rFonts'));
    expect(fonts.length).toBeGreaterThan(50);
    for (const { of } of fonts) expect(of['w:eastAsia'] ?? of['w:eastAsiaTheme']).toBeDefined();
    expect(new Set(fonts.map(({ of }) => of['w:eastAsia']))).toEqual(
      new Set(['仿宋_GB2312', '方正小标宋简体', '黑体', '宋体']),
    );
  });

  it('has headings by style, and every table with a head that is repeated and rows that do not break', () => {
    const styleOf = (one: Element): string | undefined => all(one, 'w:pStyle')[0]?.of['w:val'];
    const styles = all(document, 'w:p').map(styleOf);
    expect(styles.filter((style) => style === 'Title')).toHaveLength(1);
    expect(styles.filter((style) => style === 'Heading1')).toHaveLength(6);
    const known = new Set(all(part(parts, 'word/styles.xml'), 'w:style').map(({ of }) => of['w:styleId']));
    for (const style of styles) expect(style === undefined || known.has(style)).toBe(true);
    const tables = all(document, 'w:tbl');
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const rows = all(table, 'w:tr');
      expect(rows.map((row) => all(row, 'w:tblHeader').length)).toEqual(rows.map((_, at) => (at === 0 ? 1 : 0)));
      expect(rows.every((row) => all(row, 'w:cantSplit').length === 1)).toBe(true);
    }
  });

  it('has charts that every office program draws, with their figures', () => {
    const charts = [...parts].flatMap(([name, one]) => (/^word\/charts\/chart\d+\.xml$/.test(name) ? [one] : []));
    expect(charts).toHaveLength(2);
    expect(all(charts[0] ?? document, 'c:v').map(({ text }) => text)).toContain('7141');
    expect(Object.keys(unzipSync(content)).filter((name) => name.startsWith('word/media/'))).toEqual([]);
  });

  it('would not pass with a broken part', () => {
    const files = unzipSync(content);
    const without = Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'word/styles.xml'));
    expect(() => partsOf(zipSync(without))).toThrow('word/styles.xml');
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array()).replace('</w:body>', '');
    expect(() => partsOf(zipSync({ ...files, 'word/document.xml': strToU8(xml) }))).toThrow();
  });
});
