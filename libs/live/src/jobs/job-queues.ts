import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, createRedis, type Settings } from '@cockpit/platform';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobDefinition } from './job';

/** Where jobs are put. Payloads are checked on the way in as well as on the way out. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue>();
  private connection: Redis | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** A job id that is already known is silently not added again. Ids must not contain a colon. `delayMs`: not before then. */
  async add<T>(job: JobDefinition<T>, payload: T, jobId: string, delayMs = 0): Promise<void> {
    await this.queue(job).add(job.queue, job.payload.parse(payload), { ...job.options, jobId, delay: delayMs });
  }

  /** Runs a job again and again, however many processes ask for it. */
  async every<T>(job: JobDefinition<T>, payload: T, everyMs: number): Promise<void> {
    await this.queue(job).upsertJobScheduler(job.queue, { every: everyMs }, {
      name: job.queue, data: job.payload.parse(payload), opts: { removeOnComplete: { age: 600, count: 100 }, removeOnFail: { age: 86_400, count: 100 } },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection?.disconnect();
  }

  private queue(job: JobDefinition<never> | JobDefinition<unknown> | { queue: string }): Queue {
    let queue = this.queues.get(job.queue);
    if (queue === undefined) {
      this.connection ??= createRedis(this.settings, 'bullmq');
      queue = new Queue(job.queue, { connection: this.connection });
      // The connection reports its own troubles; without a listener they would end the process.
      queue.on('error', () => undefined);
      this.queues.set(job.queue, queue);
    }
    return queue;
  }
}
