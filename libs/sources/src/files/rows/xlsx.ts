import { cause } from '@cockpit/contracts';
import { notAWorkbook, unpacked } from './archive';
import { headingOf, isBlank, rowOf } from './heading';
import { UnreadableFile } from '../misuse';
import type { ReadRow } from './row';
import { readSheet, type SheetRow } from './sheet';
import { readBook, readStrings, readStyles } from './workbook-parts';

const PARTS =
  /^xl\/(?:workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;

/**
 * Rows of a workbook's sheet: displayed texts, dates as wall time `yyyy-MM-dd HH:mm:ss`, last results of formulas,
 * merged cells each with the block's value. The heading is the first row with two non-empty cells; rows above it are
 * titles.
 */
export async function openWorkbook(
  path: string,
  sheet?: string,
): Promise<{ rows: AsyncIterable<ReadRow>; progress: () => number; sheets: string[] }> {
  const files = await unpacked(path, (name) => PARTS.test(name));
  const book = readBook(files);
  const names = book.sheets.map(({ name }) => name);
  if (sheet !== undefined && !names.includes(sheet))
    throw new UnreadableFile('file-no-sheet', `the workbook has no sheet ${sheet}; it has: ${names.join(', ')}`, {
      sheet,
      sheets: names.join(', '),
    });
  const context = { strings: readStrings(files), dates: readStyles(files), since1904: book.since1904 };
  for (const { name, file } of book.sheets) {
    if (sheet !== undefined && name !== sheet) continue;
    const xml = files.get(file);
    if (xml === undefined) throw notAWorkbook();
    const rows = await readSheet(xml, context);
    if (rows.length === 0 && sheet === undefined) continue;
    return { rows: table(rows), progress: () => 1, sheets: names };
  }
  return { rows: table([]), progress: () => 1, sheets: names };
}

// a stream like those of other files, so that nothing above knows the difference
// eslint-disable-next-line @typescript-eslint/require-await -- nothing is waited for: the sheet lies in memory
async function* table(rows: readonly SheetRow[]): AsyncGenerator<ReadRow> {
  const first = rows.findIndex(({ filledCells }) => filledCells >= 2);
  const top = rows[first];
  if (top === undefined) return;
  const heading = headingOf(top.cells);
  for (const { at, cells } of rows.slice(first + 1)) {
    if (isBlank(cells)) continue;
    const padded = [...cells, ...Array.from({ length: Math.max(0, heading.length - cells.length) }, () => '')];
    const row = rowOf(heading, padded);
    yield row === null
      ? {
          at,
          fault: `${String(cells.length)} cells where the heading has ${String(heading.length)}`,
          cause: cause('row-cells', '', { cells: cells.length, columns: heading.length }),
        }
      : { at, row };
  }
}
