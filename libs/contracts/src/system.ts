import { z } from 'zod';
import { Instant } from './primitives';

/** A job that has used all its attempts and is not retried automatically. */
export const FailedJob = z.object({
  id: z.string(),
  at: Instant.nullable(),
  attempts: z.int(),
  /** last error of the worker */
  reason: z.string(),
});
export type FailedJob = z.infer<typeof FailedJob>;

/** Background jobs of one kind: waiting, running and failed. */
export const JobQueueState = z.object({
  queue: z.string(),
  waiting: z.int(),
  active: z.int(),
  /** scheduled for later */
  delayed: z.int(),
  failed: z.int(),
  /** interval of a recurring job; null for jobs on demand */
  everyMs: z.int().nullable(),
  nextAt: Instant.nullable(),
  /** a recurring job is due, but no worker has started it */
  late: z.boolean(),
  lastFailure: FailedJob.nullable(),
});
export type JobQueueState = z.infer<typeof JobQueueState>;

/** `at`: the server's time, the reference of all ages */
export const JobQueueStates = z.object({ at: Instant, items: z.array(JobQueueState), next: z.null() });
export type JobQueueStates = z.infer<typeof JobQueueStates>;
export const FailedJobs = z.object({ items: z.array(FailedJob), next: z.null() });
export const RetriedJobs = z.object({ retried: z.int() });

/** State of the installation; all numbers equal those of `/metrics`, null if this process does not know them. */
export const SystemReport = z.object({
  at: Instant,
  version: z.string(),
  commit: z.string(),
  /** checks of `/health/ready`; `fault` is null if it passes */
  checks: z.array(z.object({ name: z.string(), fault: z.string().nullable() })),
  /** events accepted and not yet stored */
  backlogEvents: z.number().nullable(),
  diskFreeBytes: z.number().nullable(),
  diskSizeBytes: z.number().nullable(),
  /** since the start of the last full backup; null before the first */
  backupAgeSec: z.number().nullable(),
  deadLetters: z.int(),
});
export type SystemReport = z.infer<typeof SystemReport>;
