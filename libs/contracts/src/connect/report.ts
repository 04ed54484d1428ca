import { z } from 'zod';
import { Cause } from '../causes';

/** Errors of one kind: with the same field (by column name) and reason. */
export const FaultGroup = z.object({
  reason: z.string(),
  path: z.string(),
  /** column of the file, for fields that come from one */
  column: z.string().nullable(),
  cause: Cause.nullable(),
  /** in English; empty if the cause suffices, because quoted values would split equal errors */
  message: z.string(),
  count: z.int(),
  firstRow: z.int(),
});
export type FaultGroup = z.infer<typeof FaultGroup>;

export const ImportProblem = z.object({
  row: z.number(),
  reason: z.string(),
  path: z.string(),
  message: z.string(),
  /** the message as data, if it has texts */
  causes: z.array(Cause).optional(),
  id: z.string().optional(),
  /** column of the file that caused the problem, if it is one */
  column: z.string().optional(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportReport = z.object({
  rows: z.number(),
  /** events of the file, sent or (dry run) ready to be sent */
  events: z.number(),
  /** rows that the mapping skips on purpose, by its own reasons */
  skipped: z.record(z.string(), z.number()),
  accepted: z.number(),
  /** not sent, or rejected by ingestion, by reason */
  rejected: z.record(z.string(), z.number()),
  /** the same by field and reason, the most frequent first */
  faults: z.array(FaultGroup).default([]),
  /** the first of them */
  problems: z.array(ImportProblem),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  dryRun: z.boolean(),
  /** rows imported by an earlier, interrupted run */
  resumedAfterRows: z.number().optional(),
});
export type ImportReport = z.infer<typeof ImportReport>;
