import { z } from 'zod';
import { Instant } from './primitives';

/** One job that has been tried as often as it may, and is tried no more by itself. */
export const FailedJob = z.object({
  id: z.string(),
  at: Instant.nullable(),
  attempts: z.int(),
  /** what the worker said last, in its own words */
  reason: z.string(),
});
export type FailedJob = z.infer<typeof FailedJob>;

/** Background work of one kind: how much of it waits, runs and has failed. */
export const JobQueueState = z.object({
  queue: z.string(),
  waiting: z.int(),
  active: z.int(),
  /** not before a certain time */
  delayed: z.int(),
  failed: z.int(),
  /** runs by itself so often; null for work that is asked for */
  everyMs: z.int().nullable(),
  nextAt: Instant.nullable(),
  /** should have run by itself, and no worker took it up */
  late: z.boolean(),
  lastFailure: FailedJob.nullable(),
});
export type JobQueueState = z.infer<typeof JobQueueState>;

/** `at`: the server's time, by which the ages in it are told */
export const JobQueueStates = z.object({ at: Instant, items: z.array(JobQueueState), next: z.null() });
export type JobQueueStates = z.infer<typeof JobQueueStates>;
export const FailedJobs = z.object({ items: z.array(FailedJob), next: z.null() });
export const RetriedJobs = z.object({ retried: z.int() });

/** How the installation is: every number is the one that `/metrics` tells, null where this process does not know it. */
export const SystemReport = z.object({
  at: Instant,
  version: z.string(),
  commit: z.string(),
  /** checks of `/health/ready`; `fault` is null while all is well */
  checks: z.array(z.object({ name: z.string(), fault: z.string().nullable() })),
  /** events accepted and not yet stored */
  backlogEvents: z.number().nullable(),
  diskFreeBytes: z.number().nullable(),
  diskSizeBytes: z.number().nullable(),
  /** since the last whole backup began; null before the first */
  backupAgeSec: z.number().nullable(),
  deadLetters: z.int(),
});
export type SystemReport = z.infer<typeof SystemReport>;
