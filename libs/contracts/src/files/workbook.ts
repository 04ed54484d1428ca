import { strToU8, zipSync } from 'fflate';

/** What stands in a cell: text stays text; a number comes with its digits after the point, else as it is. */
export type WorkbookCell = string | number | null | { readonly value: number; readonly digits: number };

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** XML has no place for most control characters. */
const printable = (text: string): string =>
  Array.from(text)
    .filter((sign) => (sign.codePointAt(0) ?? 0) >= 0x20 || sign === '\n' || sign === '\t')
    .join('');
const xml = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text stays text, whatever it begins with: a workbook knows the difference that CSV does not. */
function cellOf(cell: WorkbookCell, style?: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'string')
    return `<c t="inlineStr" s="${String(style ?? STYLE.plain)}"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  if (typeof cell === 'object') return numberOf(cell.value, style ?? STYLE.digits[cell.digits] ?? STYLE.broken);
  return numberOf(cell, style ?? (Number.isInteger(cell) ? STYLE.whole : STYLE.broken));
}
const numberOf = (value: number, style: number): string => `<c s="${String(style)}"><v>${String(value)}</v></c>`;

export interface Sheet {
  /** name of the tab */
  name: string;
  /** what the table is about, in its first row */
  title: string;
  head: readonly string[];
  rows: readonly (readonly WorkbookCell[])[];
}

/** Places of the formats below in `cellXfs`. */
const STYLE = { plain: 0, title: 1, head: 2, whole: 3, broken: 4, digits: [3, 4, 5] } as const;
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><fonts count="3"><font><sz val="11"/></font><font><b/><sz val="14"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf fontId="2" applyFont="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Chinese signs are as wide as two others. */
const widthOf = (cell: WorkbookCell): number =>
  cell === null
    ? 0
    : typeof cell !== 'string'
      ? 10
      : Array.from(cell).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0);
const columnsOf = ({ head, rows }: Sheet): string =>
  head
    .map(
      (name, i) =>
        `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(Math.min(60, Math.max(8, ...[name, ...rows.map((row) => row[i] ?? null)].map(widthOf)) + 2))}" customWidth="1"/>`,
    )
    .join('');

/** The first day a ZIP archive knows, wherever the reader is: the same table gives the same file. */
const MADE = new Date(1980, 0, 1);
const archiveOf = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { mtime: MADE });

/** The letters of a column, from 1. */
const lettersOf = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : lettersOf(Math.floor((column - 1) / 26)) + lettersOf(((column - 1) % 26) + 1);

/** Each with another name, of signs that a tab may have. */
function namesOf(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }) => {
    const wanted = name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31);
    let free = wanted;
    for (let n = 2; taken.has(free); n += 1) free = `${wanted.slice(0, 27)} ${String(n)}`;
    taken.add(free);
    return free;
  });
}

/** What is printed of a sheet: its table, with the two rows of the head on every page. */
function printedOf({ head, rows }: Sheet, name: string, at: number): string {
  const sheet = `'${xml(name)}'`;
  const area = `${sheet}!$A$1:$${lettersOf(Math.max(1, head.length))}$${String(rows.length + 2)}`;
  const defined = (what: string, where: string): string =>
    `<definedName name="_xlnm.${what}" localSheetId="${String(at)}">${where}</definedName>`;
  return defined('Print_Area', area) + defined('Print_Titles', `${sheet}!$1:$2`);
}

function sheetXml(sheet: Sheet): string {
  const rowOf = (cells: readonly WorkbookCell[], style?: number): string =>
    `<row>${cells.map((cell) => cellOf(cell, style)).join('')}</row>`;
  const data = [
    rowOf([sheet.title], STYLE.title),
    rowOf(sheet.head, STYLE.head),
    ...sheet.rows.map((row) => rowOf(row)),
  ].join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" state="frozen"/></sheetView></sheetViews><cols>${columnsOf(sheet)}</cols><sheetData>${data}</sheetData><pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

/** Each sheet with its title, a frozen head, columns as wide as what stands in them, printed on A4; opens in Excel and its likes. */
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
