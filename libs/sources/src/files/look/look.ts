import type { Encoding, RowFormat, Sample, SampleColumn, SampleRequest } from '@cockpit/contracts';
import { TextDecoder } from 'node:util';
import { UnreadableFile } from '../misuse';
import { formatOf, openRows } from '../rows';
import { delimiterOf, encodingOf, headOf } from '../rows/detect';
import type { Row } from '../rows/row';
import { openWorkbook } from '../rows/xlsx';
import { formatsOf } from './formats';
import { rolesOf, type ColumnFacts } from './roles';
import { missingOf, suggestion, type KnownCodes } from './suggest';

export type { KnownCodes } from './suggest';

const ROWS = 2000;
const MOST_DISTINCT = 200;
const EXAMPLES = 4;
const LONGEST_EXAMPLE = 60;

/**
 * Examines a file: encoding, separator, columns, their probable meaning, and a suggested mapping.
 * @param name the user's file name; the path may differ
 * @throws {UnreadableFile}
 */
export async function look(
  path: string,
  name: string,
  codes: KnownCodes,
  overrides: Partial<Omit<SampleRequest, 'hall' | 'file'>> = {},
): Promise<Omit<Sample, 'file'>> {
  const head = await headOf(path);
  if (head.length === 0) throw new UnreadableFile('file-empty', 'the file is empty');
  const rows = rowFormat(name, head);
  const encoding = rows === 'xlsx' ? 'utf8' : (overrides.encoding ?? encodingOf(head));
  const delimiter = rows === 'csv' ? (overrides.delimiter ?? delimiterOf(decoded(head, encoding))) : ',';
  const sheets = rows === 'xlsx' ? (await openWorkbook(path, overrides.sheet)).sheets : [];
  const { sheet } = overrides;
  const file = await openRows(path, rows, { delimiter, encoding, sheet });
  const { read, whole: complete } = await firstRows(file.rows);
  if (read.length === 0) throw new UnreadableFile('file-empty', 'the file has no rows');
  const columns = columnsOf(read);
  const usable = columns.filter((column) => !/[{}]/.test(column.name));
  const roles = rolesOf(usable, overrides.roles ?? {});
  return {
    rows,
    encoding,
    delimiter,
    sheets,
    rowsRead: read.length,
    whole: complete,
    columns: columns.map((column) => sampleColumn(column, [...roles].find(([, seen]) => seen === column)?.[0] ?? null)),
    suggestion: suggestion(roles, { name, rows, delimiter, encoding, sheet }, codes),
    missing: missingOf(roles, codes),
  };
}

/** Decides by content where that is clear, else by name. */
function rowFormat(name: string, head: Buffer): RowFormat {
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx';
  // workbooks from before 2007
  if (head.readUInt32BE(0) === 0xd0cf11e0 && head.length > 4)
    throw new UnreadableFile('file-not-workbook', 'this is a workbook of before 2007: save it as .xlsx or CSV');
  const named = formatOf(name);
  if (named === 'xlsx')
    throw new UnreadableFile('file-not-workbook', 'this is no .xlsx workbook: save it as one, or as CSV');
  return named ?? (/^\s*\{/.test(head.toString('latin1', 0, 100)) ? 'ndjson' : 'csv');
}

function decoded(head: Buffer, encoding: Encoding): string {
  const label = encoding === 'utf16le' ? 'utf-16le' : encoding === 'utf8' ? 'utf-8' : encoding;
  return new TextDecoder(label).decode(head, { stream: true });
}

async function firstRows(rows: AsyncIterable<{ at: number; row: Row } | { at: number; fault: string }>) {
  const read: Row[] = [];
  let count = 0;
  for await (const item of rows) {
    count += 1;
    if (count > ROWS) return { read, whole: false };
    if ('row' in item) read.push(item.row);
  }
  return { read, whole: true };
}

function columnsOf(rows: readonly Row[]): ColumnFacts[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => {
    const values = rows.flatMap((row) => {
      const value = row[name] ?? '';
      return value === '' ? [] : [value];
    });
    const distinct = [...new Set(values)].slice(0, MOST_DISTINCT);
    return {
      name,
      values,
      distinct,
      forms: {
        instant: formatsOf(distinct, 'instant'),
        day: formatsOf(distinct, 'day'),
        time: formatsOf(distinct, 'time'),
      },
    };
  });
}

const sampleColumn = ({ name, values, distinct, forms }: ColumnFacts, role: SampleColumn['role']): SampleColumn => ({
  name,
  role,
  filled: values.length,
  distinct: distinct.length,
  examples: distinct.slice(0, EXAMPLES).map((text) => text.slice(0, LONGEST_EXAMPLE)),
  formats: [...forms.instant, ...forms.day, ...forms.time],
});
