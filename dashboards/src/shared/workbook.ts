import type { Cell } from './table-file';
import { zipOf } from './zip';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** XML has no place for most control characters. */
const printable = (text: string): string => Array.from(text).filter((sign) => (sign.codePointAt(0) ?? 0) >= 0x20 || sign === '\n' || sign === '\t').join('');
const xml = (text: string): string => printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text stays text, whatever it begins with: a workbook knows the difference that CSV does not. */
const cellOf = (cell: Cell): string => (cell === null ? '<c/>' : typeof cell === 'number' ? `<c><v>${String(cell)}</v></c>` : `<c t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`);

/** One sheet, the first row its head; opens in Excel and its likes. */
export function workbookOf(sheet: string, rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const name = xml(sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  const data = rows.map((row) => `<row>${row.map(cellOf).join('')}</row>`).join('');
  return zipOf([
    { name: '[Content_Types].xml', text: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${WORKBOOK_TYPE}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>` },
    { name: '_rels/.rels', text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/workbook.xml', text: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>` },
    { name: 'xl/worksheets/sheet1.xml', text: `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${data}</sheetData></worksheet>` },
  ]);
}
