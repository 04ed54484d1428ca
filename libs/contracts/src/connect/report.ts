import { z } from 'zod';
import { Cause } from '../causes';

/** Faults of one kind: of one field, by its column's own name, and for one reason. */
export const FaultGroup = z.object({
  reason: z.string(),
  path: z.string(),
  /** of the file, where the field comes from one */
  column: z.string().nullable(),
  cause: Cause.nullable(),
  /** in English; empty where the cause says it: what it quotes would tell apart what is alike */
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
  /** the message as data, where it has words */
  causes: z.array(Cause).optional(),
  id: z.string().optional(),
  /** of the file, where what is wrong comes from one */
  column: z.string().optional(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportReport = z.object({
  rows: z.number(),
  /** events the file holds, sent or (dry run) ready to be sent */
  events: z.number(),
  /** rows the mapping leaves out on purpose, by its own words */
  skipped: z.record(z.string(), z.number()),
  accepted: z.number(),
  /** not sent, or refused by the door: by reason */
  rejected: z.record(z.string(), z.number()),
  /** the same by field and reason, the most frequent first */
  faults: z.array(FaultGroup).default([]),
  /** the first of them */
  problems: z.array(ImportProblem),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  dryRun: z.boolean(),
  /** rows an earlier run, cut off, had brought in already */
  resumedAfterRows: z.number().optional(),
});
export type ImportReport = z.infer<typeof ImportReport>;
