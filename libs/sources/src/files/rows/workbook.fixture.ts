import { strToU8, zipSync } from 'fflate';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export interface WorkbookParts {
  /** by name: the XML of `sheetData` and what follows it */
  sheets: Readonly<Record<string, string>>;
  strings?: readonly string[];
  /** cell formats by style, from 0 */
  formats?: readonly string[];
  since1904?: boolean;
}

/** A workbook with features that our own writer lacks: shared texts, date styles, merged cells, formulas. */
export function workbookFile({ sheets, strings = [], formats = [], since1904 = false }: WorkbookParts): Buffer {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${MAIN} ${OFFICE}><workbookPr date1904="${since1904 ? '1' : '0'}"/><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${String(at + 1)}" r:id="rId${String(at + 1)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${String(at + 1)}" Type="sheet" Target="worksheets/sheet${String(at + 1)}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${String(200 + at)}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs>${formats.map((_, at) => `<xf numFmtId="${String(200 + at)}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  };
  names.forEach((name, at) => {
    files[`xl/worksheets/sheet${String(at + 1)}.xml`] = `<worksheet ${MAIN}>${sheets[name] ?? ''}</worksheet>`;
  });
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
