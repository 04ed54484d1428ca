import { z } from 'zod';
import { Cause } from './causes';

/** `POST /v1/tables`: parses a table filled in by hand, as CSV, text or a workbook. Nothing is stored. */
export const NewTable = z.strictObject({
  /** base64, at most 5 MiB of file; its content decides the type */
  content: z.base64().min(4).max(7_000_000),
});
export type NewTable = z.infer<typeof NewTable>;

export const MOST_TABLE_ROWS = 10_000;
/** Its rows as text, by heading; `at` is the line, or the row number of a workbook. */
export const TableRows = z.object({
  rows: z.array(z.object({ at: z.int(), cells: z.record(z.string(), z.string()) })),
  faults: z.array(Cause.omit({ path: true }).extend({ at: z.int() })),
});
export type TableRows = z.infer<typeof TableRows>;
