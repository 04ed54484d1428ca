import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_TABLE_ROWS, type TableRows } from '@cockpit/contracts';
import { UnreadableFile } from '../misuse';
import { openRows } from '../rows';
import { delimiterOf, encodingOf, headOf } from '../rows/detect';

const DECODER: Readonly<Record<ReturnType<typeof encodingOf>, string>> = {
  utf8: 'utf-8',
  utf16le: 'utf-16le',
  latin1: 'latin1',
  gb18030: 'gb18030',
};

/**
 * Reads a table that people filled in: a workbook, or text whose encoding and separator are detected.
 * @throws {UnreadableFile} for other files and too long tables
 */
export async function readTable(content: Uint8Array): Promise<TableRows> {
  const isWorkbook = content[0] === 0x50 && content[1] === 0x4b;
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  try {
    const path = join(folder, isWorkbook ? 'table.xlsx' : 'table.csv');
    await writeFile(path, content);
    const head = await headOf(path);
    const encoding = encodingOf(head);
    const delimiter = delimiterOf(new TextDecoder(DECODER[encoding]).decode(head));
    const { rows } = await openRows(path, isWorkbook ? 'xlsx' : 'csv', { encoding, delimiter });
    const read: TableRows = { rows: [], faults: [] };
    for await (const row of rows) {
      if ('row' in row) read.rows.push({ at: row.at, cells: { ...row.row } });
      else read.faults.push({ at: row.at, code: row.cause.code, params: row.cause.params });
      if (read.rows.length + read.faults.length > MOST_TABLE_ROWS)
        throw new UnreadableFile('file-too-large-inside', `more than ${String(MOST_TABLE_ROWS)} rows`);
    }
    return read;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
