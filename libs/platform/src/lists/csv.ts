import { Readable, pipeline } from 'node:stream';
import { stringify, type Options } from 'csv-stringify';
import { stringify as stringifyAtOnce } from 'csv-stringify/sync';

export type Row = Readonly<Record<string, unknown>>;

/** The byte order mark makes spreadsheets read Chinese correctly. */
const options = (columns: readonly string[]): Options => ({
  bom: true,
  header: true,
  columns: columns.map((header, place) => ({ key: String(place), header })),
  record_delimiter: 'windows',
  quoted_match: /[\r\n]/,
  cast: { string: harmless, number: json, boolean: json, object: json },
});

/**
 * Escapes text that starts like a formula, so that opening an export runs nothing. The library's `escape_formulas`
 * would also change text that starts with a full-width sign, which is no formula.
 */
const harmless = (text: string): string => text.replace(/^(?=[=+\-@\t\r])/, "'");
const json = (value: unknown): string => JSON.stringify(value);

/** Values by index, because the library reads a dot in a column name as a path. */
const recordOf = (columns: readonly string[], row: Row): unknown[] => columns.map((column) => row[column]);

export const csvOf = (columns: readonly string[], rows: readonly Row[]): string =>
  stringifyAtOnce(
    rows.map((row) => recordOf(columns, row)),
    options(columns),
  );

/** Streams a table as CSV, whatever its length. */
export function csvStream(columns: readonly string[], rows: AsyncIterable<Row> | Iterable<Row>): Readable {
  const csv = stringify(options(columns));
  // an error in the rows destroys the stream, and its consumer sees the error there
  pipeline(Readable.from(recordsOf(columns, rows)), csv, () => undefined);
  return csv;
}

async function* recordsOf(
  columns: readonly string[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<unknown[]> {
  for await (const row of rows) yield recordOf(columns, row);
}
