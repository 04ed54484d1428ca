import { strToU8, zipSync } from 'fflate';

/** Content of a cell: text stays text; numbers keep the given number of decimals, by default all. */
export type WorkbookCell = string | number | null | { readonly value: number; readonly digits: number };

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Removes control characters that XML does not allow. */
const printable = (text: string): string =>
  Array.from(text)
    .filter((sign) => (sign.codePointAt(0) ?? 0) >= 0x20 || sign === '\n' || sign === '\t')
    .join('');
const xml = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text that spreadsheet programs would evaluate as a formula after editing. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text stays text, whatever its first character: unlike CSV, workbooks distinguish the types. */
function cellOf(cell: WorkbookCell, style?: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'string')
    return `<c t="inlineStr" s="${String(style ?? (FORMULA.test(cell) ? STYLE.quoted : STYLE.plain))}"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  if (typeof cell === 'object') return numberOf(cell.value, style ?? STYLE.digits[cell.digits] ?? STYLE.broken);
  return numberOf(cell, style ?? (Number.isInteger(cell) ? STYLE.whole : STYLE.broken));
}
const numberOf = (value: number, style: number): string => `<c s="${String(style)}"><v>${String(value)}</v></c>`;

export interface Sheet {
  /** name of the tab */
  name: string;
  /** subject of the table, in its first row */
  title: string;
  head: readonly string[];
  rows: readonly (readonly WorkbookCell[])[];
}

/** Indexes of the formats below in `cellXfs`. */
const STYLE = {
  plain: 6,
  title: 1,
  head: 2,
  whole: 3,
  broken: 4,
  digits: [3, 4, 5],
  quoted: 7,
  numberHead: 8,
} as const;
const NAMED = '<name val="宋体"/><charset val="134"/>';
const TEXT = '<alignment vertical="center" wrapText="1"/>';
const NUMBER = '<alignment vertical="center"/>';
const XFS = [
  '<xf/>',
  '<xf fontId="1" applyFont="1"/>',
  `<xf fontId="2" applyFont="1" applyAlignment="1">${TEXT}</xf>`,
  `<xf numFmtId="3" applyNumberFormat="1" applyAlignment="1">${NUMBER}</xf>`,
  `<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1">${NUMBER}</xf>`,
  `<xf numFmtId="4" applyNumberFormat="1" applyAlignment="1">${NUMBER}</xf>`,
  `<xf applyAlignment="1">${TEXT}</xf>`,
  // as if an apostrophe had been typed before it
  `<xf quotePrefix="1" applyAlignment="1">${TEXT}</xf>`,
  '<xf fontId="2" applyFont="1" applyAlignment="1"><alignment horizontal="right" vertical="center" wrapText="1"/></xf>',
];
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><fonts count="3"><font><sz val="11"/>${NAMED}</font><font><b/><sz val="14"/>${NAMED}</font><font><b/><sz val="11"/>${NAMED}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${String(XFS.length)}">${XFS.join('')}</cellXfs></styleSheet>`;

/** Width in characters; Chinese characters count as two. */
function widthOf(cell: WorkbookCell): number {
  if (cell === null) return 0;
  if (typeof cell === 'string')
    return Array.from(cell).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0);
  const { value, digits } = typeof cell === 'object' ? cell : { value: cell, digits: Number.isInteger(cell) ? 0 : 1 };
  return Math.max(10, value.toLocaleString('en', { minimumFractionDigits: digits }).length + 1);
}
/** Maximum column widths, beyond which text wraps; a sheet with text only may be as wide as a page. */
const MAX_WIDTH = { beside: 40, alone: 84 } as const;
/** Maximum width of headings over narrow number columns, beyond which they wrap. */
const MAX_HEADING_WIDTH = 12;
function widthsOf({ head, rows }: Sheet): number[] {
  const most = head.length === 1 ? MAX_WIDTH.alone : MAX_WIDTH.beside;
  return head.map((name, i) => {
    const within = rows.map((row) => widthOf(row[i] ?? null));
    return Math.min(most, Math.max(8, Math.min(widthOf(name), MAX_HEADING_WIDTH), ...within) + 2);
  });
}
/** Row height in points, for programs that do not adjust rows when they open a file. */
const LINE_HEIGHT = 15;
function heightOf(cells: readonly WorkbookCell[], widths: readonly number[]): string {
  const lines = Math.max(
    1,
    ...cells.map((cell, i) => Math.ceil(widthOf(typeof cell === 'string' ? cell : null) / ((widths[i] ?? 8) - 1))),
  );
  return lines === 1 ? '' : ` ht="${String(lines * LINE_HEIGHT)}" customHeight="1"`;
}
const columnOf = (width: number, i: number): string =>
  `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(width)}" customWidth="1"/>`;
/** Width of an A4 page in portrait format at full size. */
const PORTRAIT_WIDTH = 95;

/** The earliest ZIP date, in any time zone, so that the same table gives the same file. */
const ZIP_DATE = new Date(1980, 0, 1);
const archiveOf = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { mtime: ZIP_DATE });

/** Letters of a column, from 1. */
const lettersOf = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : lettersOf(Math.floor((column - 1) / 26)) + lettersOf(((column - 1) % 26) + 1);

/** Unique names with the characters that a tab allows. */
function namesOf(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }) => {
    const cleaned = name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31);
    let free = cleaned;
    for (let n = 2; taken.has(free); n += 1) free = `${cleaned.slice(0, 27)} ${String(n)}`;
    taken.add(free);
    return free;
  });
}

/** Print settings of a sheet: its table, with both heading rows on every page. */
function printedOf({ head, rows }: Sheet, name: string, at: number): string {
  const sheet = `'${xml(name)}'`;
  const area = `${sheet}!$A$1:$${lettersOf(Math.max(1, head.length))}$${String(rows.length + 2)}`;
  const defined = (what: string, where: string): string =>
    `<definedName name="_xlnm.${what}" localSheetId="${String(at)}">${where}</definedName>`;
  return defined('Print_Area', area) + defined('Print_Titles', `${sheet}!$1:$2`);
}

function sheetXml(sheet: Sheet): string {
  const widths = widthsOf(sheet);
  const rowOf = (
    cells: readonly WorkbookCell[],
    styleOf: (at: number) => number | undefined = () => undefined,
  ): string => `<row${heightOf(cells, widths)}>${cells.map((cell, at) => cellOf(cell, styleOf(at))).join('')}</row>`;
  const isNumeric = (at: number): boolean => sheet.rows.some((row) => typeof (row[at] ?? '') !== 'string');
  const data = [
    `<row>${cellOf(sheet.title, STYLE.title)}</row>`,
    rowOf(sheet.head, (at) => (isNumeric(at) ? STYLE.numberHead : STYLE.head)),
    ...sheet.rows.map((row) => rowOf(row)),
  ].join('');
  const turned = widths.reduce((sum, width) => sum + width, 0) > PORTRAIT_WIDTH ? 'landscape' : 'portrait';
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map(columnOf).join('')}</cols><sheetData>${data}</sheetData><printOptions gridLines="1"/><pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${turned}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
}

/** A workbook with a title, a frozen heading and fitted columns per sheet, printed on A4; for Excel and compatible programs. */
export function workbookOf(...sheets: readonly [Sheet, ...Sheet[]]): Uint8Array<ArrayBuffer> {
  const names = namesOf(sheets);
  const each = (write: (n: string, at: number) => string): string =>
    sheets.map((_, at) => write(String(at + 1), at)).join('');
  return archiveOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${WORKBOOK_TYPE}.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n, at) => `<sheet name="${xml(names[at] ?? n)}" sheetId="${n}" r:id="r${n}"/>`)}</sheets><definedNames>${sheets.map((sheet, at) => printedOf(sheet, names[at] ?? '', at)).join('')}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="r${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${String(at + 1)}.xml`, sheetXml(sheet)])),
  });
}
