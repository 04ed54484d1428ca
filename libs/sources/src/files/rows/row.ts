import type { Cause, Encoding } from '@cockpit/contracts';

/** One record of a file: column → text. Where a column is missing there is no key; where it is empty, an empty text. */
export type Row = Readonly<Record<string, string>>;

/** A record and where it stands (1-based: line of a CSV or NDJSON file, event of an XES log), or why it could not be read. */
export type ReadRow = { at: number; row: Row } | UnreadRow;

/** Why a record could not be read: in English, and as data. */
export interface UnreadRow {
  at: number;
  fault: string;
  cause: Cause;
}

export interface RowOptions {
  delimiter: string;
  encoding: Encoding;
  /** of a workbook; left out, its first sheet with rows */
  sheet?: string | undefined;
}
