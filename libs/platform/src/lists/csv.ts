import { Readable, pipeline } from 'node:stream';
import { stringify, type Options } from 'csv-stringify';
import { stringify as stringifyAtOnce } from 'csv-stringify/sync';

export type Row = Readonly<Record<string, unknown>>;

/** The byte order mark lets spreadsheets read Chinese. */
const options = (columns: readonly string[]): Options => ({
  bom: true,
  header: true,
  columns: columns.map((header, place) => ({ key: String(place), header })),
  record_delimiter: 'windows',
  quoted_match: /[\r\n]/,
  cast: { string: harmless, number: json, boolean: json, object: json },
});

/**
 * A text that begins like a formula is kept from being one: opening an export must not run what a source sent. The library's
 * `escape_formulas` would also change texts that begin with a full-width sign, which is no formula.
 */
const harmless = (text: string): string => text.replace(/^(?=[=+\-@\t\r])/, "'");
const json = (value: unknown): string => JSON.stringify(value);

/** Values by place: the library reads a dot in a column's name as a path. */
const recordOf = (columns: readonly string[], row: Row): unknown[] => columns.map((column) => row[column]);

/** A table as text. */
export const csvOf = (columns: readonly string[], rows: readonly Row[]): string =>
  stringifyAtOnce(
    rows.map((row) => recordOf(columns, row)),
    options(columns),
  );

/** A table as it comes, however long it is. */
export function csvStream(columns: readonly string[], rows: AsyncIterable<Row> | Iterable<Row>): Readable {
  const csv = stringify(options(columns));
  // a fault of the rows destroys the stream, and whoever sends it sees the fault there
  pipeline(Readable.from(recordsOf(columns, rows)), csv, () => undefined);
  return csv;
}

async function* recordsOf(
  columns: readonly string[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<unknown[]> {
  for await (const row of rows) yield recordOf(columns, row);
}
