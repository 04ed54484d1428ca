import { cause } from '@cockpit/contracts';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { headingOf, isBlank, rowOf } from './heading';
import { UnreadableFile } from '../misuse';
import type { ReadRow, RowOptions } from './row';

/** A longer row means an unclosed quotation mark. */
const LONGEST_ROW = 1024 * 1024;

/**
 * Rows of a CSV file with heading. A line with too few cells, or extra non-empty ones, is a fault of that line only.
 * @throws {UnreadableFile} for wrong quotation marks, with the line
 */
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
    max_record_size: LONGEST_ROW,
  });
  const feeding = pipeline(Readable.from(text), parser);
  feeding.catch(() => undefined); // the parser throws this error in the loop below
  let heading: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (isBlank(record)) continue;
      if (heading) yield readLine(heading, record, info.lines);
      else heading = headingOf(record);
    }
    await feeding;
  } catch (error) {
    throw unreadable(error);
  }
}

function readLine(heading: readonly string[], record: readonly string[], at: number): ReadRow {
  const row = rowOf(heading, record);
  if (row !== null) return { at, row };
  return {
    at,
    fault: `${String(record.length)} cells where the heading has ${String(heading.length)}`,
    cause: cause('row-cells', '', { cells: record.length, columns: heading.length }),
  };
}

function unreadable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = Number(error['lines'] ?? 0);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new UnreadableFile('file-quote-open', `a quotation mark near line ${String(line)} is never closed`, {
        line,
      });
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new UnreadableFile(
        'file-quote-inside',
        `line ${String(line)} has a quotation mark in the middle of a cell: double it, and put the whole cell in quotation marks`,
        { line },
      );
    default:
      return error;
  }
}
