import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { Entries } from './entries';
import { Reconciler } from './reconciler';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { INTERVALS, type Intervals } from '@cockpit/platform';

/** Checks whether feeds have returned; without standing entries it costs one small query. */
const reconcileJob = defineJob({ queue: 'manual-reconcile', payload: z.object({}), concurrency: 1 });

@Injectable()
export class ReconcileWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('manual');

  constructor(
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly reconciler: Reconciler,
    private readonly entries: Entries,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(reconcileJob, () => this.run());
    await this.jobs.every(reconcileJob, {}, this.intervals.manualReconcile);
  }

  private async run(): Promise<string> {
    const resent = await this.attempt('resend', () => this.entries.resend('manual-reconcile'));
    let failed = resent ? 0 : 1;
    for (const hall of await this.reconciler.halls())
      if (!(await this.attempt(hall, () => this.reconciler.recent(hall, 'manual-reconcile')))) failed += 1;
    return failed === 0 ? 'done' : 'partly';
  }

  /** An error in one hall must not stop the others. */
  private async attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.logger.warn({ what, err: error }, 'entries made by hand wait; they are looked after again');
      return false;
    }
  }
}
