import { strToU8, zipSync } from 'fflate';
import type { Cell } from './table-file';

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
function cellOf(cell: Cell, style?: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'string')
    return `<c t="inlineStr" s="${String(style ?? STYLE.plain)}"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  return `<c s="${String(style ?? (Number.isInteger(cell) ? STYLE.whole : STYLE.broken))}"><v>${String(cell)}</v></c>`;
}

export interface Sheet {
  /** name of the tab */
  name: string;
  /** what the table is about, in its first row */
  title: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Places of the formats below in `cellXfs`. */
const STYLE = { plain: 0, title: 1, head: 2, whole: 3, broken: 4 } as const;
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><fonts count="3"><font><sz val="11"/></font><font><b/><sz val="14"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf fontId="2" applyFont="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Chinese signs are as wide as two others. */
const widthOf = (cell: Cell): number =>
  cell === null
    ? 0
    : typeof cell === 'number'
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

/** One sheet with its title, a frozen head, columns as wide as what stands in them; opens in Excel and its likes. */
export function workbookOf(sheet: Sheet): Uint8Array<ArrayBuffer> {
  const name = xml(sheet.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  const rowOf = (cells: readonly Cell[], style?: number): string =>
    `<row>${cells.map((cell) => cellOf(cell, style)).join('')}</row>`;
  const data = [
    rowOf([sheet.title], STYLE.title),
    rowOf(sheet.head, STYLE.head),
    ...sheet.rows.map((row) => rowOf(row)),
  ].join('');
  return archiveOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${WORKBOOK_TYPE}.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" state="frozen"/></sheetView></sheetViews><cols>${columnsOf(sheet)}</cols><sheetData>${data}</sheetData></worksheet>`,
  });
}
