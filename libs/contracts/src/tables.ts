import { z } from 'zod';
import { Cause } from './causes';

/** `POST /v1/tables`: a table that somebody filled in, as CSV, text or a workbook. Nothing is kept of it. */
export const NewTable = z.strictObject({
  /** base64, at most 5 MiB of file; its bytes say what it is */
  content: z.base64().min(4).max(7_000_000),
});
export type NewTable = z.infer<typeof NewTable>;

export const MOST_TABLE_ROWS = 10_000;
/** Its rows as text, under the headings they have; `at` is the line, or the number in the margin of a workbook. */
export const TableRows = z.object({
  rows: z.array(z.object({ at: z.int(), cells: z.record(z.string(), z.string()) })),
  faults: z.array(Cause.omit({ path: true }).extend({ at: z.int() })),
});
export type TableRows = z.infer<typeof TableRows>;
