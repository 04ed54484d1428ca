import type { Cause, Encoding } from '@cockpit/contracts';

/** One record: column → text. A missing column has no key; an empty cell is an empty text. */
export type Row = Readonly<Record<string, string>>;

/**
 * A record with its position (1-based: line of a CSV or NDJSON file, event of an XES log), or why it could not be read.
 */
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
  /** sheet of a workbook; default: its first sheet with rows */
  sheet?: string | undefined;
}
