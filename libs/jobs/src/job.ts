import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';

/** A kind of background job: its queue, payload schema, retention and retries in one place. */
export interface JobDefinition<T> {
  /** queue name; each kind has its own, so that a slow kind never delays another */
  readonly queue: string;
  readonly payload: z.ZodType<T>;
  readonly options: JobsOptions;
  /** number of jobs that one process runs at a time */
  readonly concurrency: number;
}

/** Name of the backoff strategy that workers register. */
export const BACKOFF = 'cockpit';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** @returns ms to wait after an attempt, counted from 1; `random` from 0 to 1 spreads jobs that failed together */
export const pauseAfter = (attempt: number, random: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (1 - random / 4);

/**
 * Attempts last about ten minutes, because a store may be away that long. Completed job ids make repeated adds
 * harmless, so they are kept, limited by age and count. A job that failed for good can be added again by its id
 * (`JobQueues.add`).
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
