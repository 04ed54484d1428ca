import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, createRedis, type Settings } from '@cockpit/platform';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobDefinition } from './job';

/** Adds jobs to their queues. Payloads are validated here and again before handling. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly queues = new Map<string, Queue>();
  private readonly schedules = new Map<string, () => Promise<unknown>>();
  private looking: NodeJS.Timeout | null = null;
  private isLooking = false;
  private connection: Redis | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * A job id that waits, runs or is done is not added again; one that failed for good is added with all its attempts.
   * Ids must not contain a colon. `delayMs`: minimum delay.
   */
  async add<T>(job: JobDefinition<T>, payload: T, jobId: string, delayMs = 0): Promise<void> {
    const queue = this.named(job.queue);
    const data = job.payload.parse(payload);
    const put = () => queue.add(job.queue, data, { ...job.options, jobId, delay: delayMs });
    if (!(await (await put()).isFailed())) return;
    // another process may have added it again meanwhile: it then waits or runs, and both calls leave it alone
    await queue.remove(jobId).catch(() => 0);
    await put();
  }

  /** Schedules a repeated job once, however many processes call this. */
  async every<T>(job: JobDefinition<T>, payload: T, everyMs: number): Promise<void> {
    const put = (): Promise<unknown> =>
      this.named(job.queue).upsertJobScheduler(
        job.queue,
        { every: everyMs },
        {
          name: job.queue,
          data: job.payload.parse(payload),
          opts: { removeOnComplete: { age: 600, count: 100 }, removeOnFail: { age: 86_400, count: 100 } },
        },
      );
    await put();
    this.schedules.set(job.queue, put);
    // an emptied Redis loses all schedules, and their jobs would silently stop
    this.looking ??= setInterval(() => void this.putBack(), this.settings.intervals.scheduleLook).unref();
  }

  named(name: string): Queue {
    let queue = this.queues.get(name);
    if (queue === undefined) {
      this.connection ??= createRedis(this.settings, 'bullmq');
      queue = new Queue(name, { connection: this.connection });
      // The connection reports its own errors; an unhandled error event would end the process.
      queue.on('error', () => undefined);
      this.queues.set(name, queue);
    }
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.looking !== null) clearInterval(this.looking);
    this.schedules.clear();
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection?.disconnect();
  }

  private async putBack(): Promise<void> {
    // commands wait while Redis is away
    if (this.isLooking) return;
    this.isLooking = true;
    for (const [queue, put] of this.schedules) {
      try {
        if ((await this.named(queue).getJobScheduler(queue)) !== undefined) continue;
        await put();
        this.logger.warn({ queue }, 'the schedule was gone and is put back');
      } catch (error) {
        this.logger.warn({ queue, err: error }, 'schedules cannot be looked at');
      }
    }
    this.isLooking = false;
  }
}
