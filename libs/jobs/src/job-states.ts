import type { FailedJob, JobQueueState } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { JobQueues } from './job-queues';
import { QUEUE_NAMES_KEY } from './job-workers';

/** A schedule overdue by this much has no worker. */
const LATE_MS = 60_000;
const FAILED_AT_MOST = 100;
const REASON_AT_MOST = 500;

const instantOf = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
const failedJob = ({ id, finishedOn, attemptsMade, failedReason }: Job): FailedJob => ({
  id: id ?? '',
  at: instantOf(finishedOn),
  attempts: attemptsMade,
  reason: failedReason.slice(0, REASON_AT_MOST),
});

/** Waiting, running and failed jobs of every kind that some worker handles. */
@Injectable()
export class JobStates {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly queues: JobQueues,
  ) {}

  async all(now: number): Promise<JobQueueState[]> {
    const names = (await this.redis.smembers(QUEUE_NAMES_KEY)).sort();
    return Promise.all(names.map((name) => this.stateOf(name, now)));
  }

  async isKnown(name: string): Promise<boolean> {
    return (await this.redis.sismember(QUEUE_NAMES_KEY, name)) === 1;
  }

  /** Latest first, a hundred at most. */
  async failed(name: string, atMost = FAILED_AT_MOST): Promise<FailedJob[]> {
    return (await this.queues.named(name).getFailed(0, atMost - 1)).map(failedJob);
  }

  /**
   * Retries all failed jobs.
   * @returns their number
   */
  async retry(name: string): Promise<number> {
    const queue = this.queues.named(name);
    const failed = await queue.getFailedCount();
    await queue.retryJobs({ state: 'failed' });
    return failed;
  }

  private async stateOf(name: string, now: number): Promise<JobQueueState> {
    const queue = this.queues.named(name);
    const [counts, schedule, [last]] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
      queue.getJobScheduler(name),
      this.failed(name, 1),
    ]);
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return {
      queue: name,
      waiting,
      active,
      delayed,
      failed,
      everyMs: schedule?.every ?? null,
      nextAt: instantOf(schedule?.next),
      late: schedule?.next !== undefined && now - schedule.next > LATE_MS,
      lastFailure: last ?? null,
    };
  }
}
