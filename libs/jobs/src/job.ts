import type { JobsOptions, WorkerOptions } from 'bullmq';
import type { z } from 'zod';

/** A kind of background job: its queue, the shape of its payload and how it is kept and retried, all in one place. */
export interface JobDefinition<T> {
  /** queue name; one queue per kind, so that a slow kind never delays another */
  readonly queue: string;
  readonly payload: z.ZodType<T>;
  readonly options: JobsOptions;
  readonly worker: Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'>;
}

/**
 * A job whose worker died is back after about five seconds. Ids of completed jobs are what makes adding twice harmless,
 * so they are kept a while, but bounded by age and by count.
 */
export function defineJob<T>(
  definition: Pick<JobDefinition<T>, 'queue' | 'payload'> & { concurrency: number },
): JobDefinition<T> {
  return {
    queue: definition.queue,
    payload: definition.payload,
    options: {
      attempts: 5,
      backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
      removeOnComplete: { age: 3600, count: 2000 },
      removeOnFail: { age: 7 * 86_400, count: 2000 },
    },
    worker: { concurrency: definition.concurrency, lockDuration: 5000, stalledInterval: 5000, maxStalledCount: 20 },
  };
}
