import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { METRICS, SETTINGS, WorkWatch, costs, createRedis, type Settings } from '@cockpit/platform';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Counter, Histogram, type Registry } from 'prom-client';
import { pauseAfter, type JobDefinition } from './job';

/** A handler's result; used as a metric label. */
export type JobOutcome = string;

/** number of worker deaths over one job before the job is given up */
const MOST_STALLED = 20;

/** Redis set of the queues that have a worker */
export const QUEUE_NAMES_KEY = 'jobs:queues';

/** The only place that attaches handlers to queues; each gets metrics, log lines and an orderly shutdown. */
@Injectable()
export class JobWorkers implements BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly workers = new Map<string, Worker>();
  private readonly connections: Redis[] = [];
  private readonly done: Counter<'queue' | 'outcome'>;
  private readonly seconds: Histogram<'queue'>;
  private readonly stalledMs: number;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(METRICS) registry: Registry,
    private readonly work: WorkWatch,
  ) {
    this.stalledMs = settings.workStalledMin * 60_000;
    this.done = new Counter({
      name: 'cockpit_jobs_total',
      help: 'Jobs by queue and outcome',
      labelNames: ['queue', 'outcome'],
      registers: [registry],
    });
    this.seconds = new Histogram({
      name: 'cockpit_job_seconds',
      help: 'Time a job took',
      labelNames: ['queue'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers: [registry],
    });
  }

  /** @throws {Error} when the queue already has a handler: the two would share its jobs at random */
  register<T>(job: JobDefinition<T>, handle: (payload: T) => Promise<JobOutcome>): void {
    if (this.workers.has(job.queue)) throw new Error(`queue ${job.queue} has two handlers`);
    const connection = createRedis(this.settings, 'bullmq');
    this.connections.push(connection);
    const { queue } = job;
    let done = 0;
    /** time of the last failure, monotonic ms; null after a success */
    let failedAt: number | null = null;
    const worker = new Worker(
      queue,
      async ({ data }) => {
        const stop = this.seconds.startTimer({ queue });
        try {
          const outcome = await costs.timed(`job:${queue}`, () => handle(job.payload.parse(data)));
          this.done.inc({ queue, outcome });
          done += 1;
          failedAt = null;
        } finally {
          stop();
        }
      },
      {
        connection,
        concurrency: job.concurrency,
        // a process whose event loop is blocked for seconds still works: its jobs must not run twice
        lockDuration: this.settings.intervals.jobLock,
        stalledInterval: this.settings.intervals.jobLock / 2,
        maxStalledCount: MOST_STALLED,
        settings: { backoffStrategy: (attempts) => pauseAfter(attempts, Math.random()) },
      },
    );
    worker.on('failed', (failed, error) => {
      this.done.inc({ queue, outcome: 'failed' });
      failedAt = performance.now();
      this.logger.error({ queue, jobId: failed?.id, attempt: failed?.attemptsMade, err: error }, 'job failed');
    });
    worker.on('stalled', (jobId) => {
      this.done.inc({ queue, outcome: 'stalled' });
      this.logger.warn({ queue, jobId }, 'job taken over from a worker that went away');
    });
    worker.on('error', (error) => {
      this.logger.warn({ queue, err: error.message }, 'queue connection');
    });
    this.workers.set(queue, worker);
    const named = () => connection.sadd(QUEUE_NAMES_KEY, queue);
    // the periodic check restores what Redis lost
    named().catch(() => undefined);
    // a job that failed for good and had no successor is listed as failed and keeps nobody waiting
    const keepsWaiting = (): boolean => failedAt !== null && performance.now() - failedAt < 2 * this.stalledMs;
    this.work.watch(`job-${queue}`, async () => {
      await named();
      return { waiting: keepsWaiting() || (await connection.llen(worker.toKey('wait'))) > 0, mark: String(done) };
    });
  }

  /** Workers end before queues and stores: running jobs finish, no new ones start. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.workers.values()].map((worker) => worker.close()));
    for (const connection of this.connections) connection.disconnect();
  }
}
