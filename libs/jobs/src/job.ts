import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';

/** A kind of background job: its queue, the shape of its payload and how it is kept and retried, all in one place. */
export interface JobDefinition<T> {
  /** queue name; one queue per kind, so that a slow kind never delays another */
  readonly queue: string;
  readonly payload: z.ZodType<T>;
  readonly options: JobsOptions;
  /** how many of it one process does at a time */
  readonly concurrency: number;
}

/** The name under which workers know how long to wait between two attempts. */
export const BACKOFF = 'cockpit';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** @returns ms to wait after an attempt, counted from 1; `random` of 0 to 1 keeps jobs that failed together apart */
export const pauseAfter = (attempt: number, random: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (1 - random / 4);

/**
 * Attempts go on for about ten minutes, as long as a store may be away. Ids of completed jobs are what makes adding twice harmless, so
 * they are kept a while, but bounded by age and by count. One that failed for good is asked for again by its id (`JobQueues.add`).
 */
export function defineJob<T>(
  definition: Pick<JobDefinition<T>, 'queue' | 'payload'> & { concurrency: number },
): JobDefinition<T> {
  return {
    queue: definition.queue,
    payload: definition.payload,
    options: {
      attempts: 26,
      backoff: { type: BACKOFF },
      removeOnComplete: { age: 3600, count: 2000 },
      removeOnFail: { age: 7 * 86_400, count: 2000 },
    },
    concurrency: definition.concurrency,
  };
}
