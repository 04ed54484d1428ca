// Separate from the matters, because a wall only needs the counts.
import { z } from 'zod';

export const MATTER_STATES = [
  'all',
  'open',
  'closed',
  'overdue',
  'yellow',
  'red',
  'stage-yellow',
  'stage-red',
  'paused',
  'unattended',
  'provisional',
  'faulty',
  'at-risk',
] as const;

export const SUMMARY_BY = ['unit', 'officer', 'stage', 'kind', 'item', 'hall', 'package'] as const;
const MatterCounts = z.object({
  total: z.int(),
  open: z.int(),
  closed: z.int(),
  overdue: z.int(),
  yellow: z.int(),
  red: z.int(),
  stageYellow: z.int(),
  stageRed: z.int(),
  paused: z.int(),
  unattended: z.int(),
  provisional: z.int(),
  faulty: z.int(),
  /** open, not overdue, and more likely to miss the due time than not */
  atRisk: z.int(),
});
/** Counts of the matters of a list with the same filter; `key` null for matters without one. */
export const MatterSummaryBy = z.object({
  by: z.enum(SUMMARY_BY),
  total: MatterCounts,
  items: z.array(MatterCounts.extend({ key: z.string().nullable(), name: z.string().nullable() })),
});
export type MatterSummaryBy = z.infer<typeof MatterSummaryBy>;

/** Names of the codes in a caller's matters; `name` null without a name. */
export const MatterNames = z.object({
  items: z.array(z.object({ by: z.enum(SUMMARY_BY), key: z.string(), name: z.string().nullable() })),
});
export type MatterNames = z.infer<typeof MatterNames>;
