import { cause } from '@cockpit/contracts';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadRow, Row, RowOptions } from './row';

/** Rows of a CSV file with a heading line. A line with more or fewer cells than the heading is a fault of that line alone. */
export async function* csvRows(
  text: AsyncIterable<string>,
  options: Pick<RowOptions, 'delimiter'>,
): AsyncGenerator<ReadRow> {
  const parser = parse({
    delimiter: options.delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    trim: true,
  });
  const feeding = pipeline(Readable.from(text), parser);
  feeding.catch(() => undefined); // the parser itself throws it to the loop below
  let heading: string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (!heading) {
      heading = record;
      continue;
    }
    yield readLine(heading, record, info.lines);
  }
  await feeding;
}

function readLine(heading: string[], record: string[], at: number): ReadRow {
  if (record.length !== heading.length)
    return {
      at,
      fault: `${String(record.length)} cells where the heading has ${String(heading.length)}`,
      cause: cause('row-cells', '', { cells: record.length, columns: heading.length }),
    };
  const row: Record<string, string> = {};
  for (const [index, name] of heading.entries()) row[name] = record[index] ?? '';
  return { at, row: row satisfies Row };
}
