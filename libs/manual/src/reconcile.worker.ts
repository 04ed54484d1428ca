import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/live';
import { z } from 'zod';
import { Entries } from './entries';
import { Reconciler } from './reconciler';

const EVERY_MS = 15_000;

/** Looks whether feeds have returned; costs one small question while no entry stands. */
const reconcileJob = defineJob({ queue: 'manual-reconcile', payload: z.object({}), concurrency: 1 });

@Injectable()
export class ReconcileWorker implements OnApplicationBootstrap {
  constructor(private readonly jobs: JobQueues, private readonly workers: JobWorkers, private readonly reconciler: Reconciler, private readonly entries: Entries) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(reconcileJob, () => this.run());
    await this.jobs.every(reconcileJob, {}, EVERY_MS);
  }

  private async run(): Promise<string> {
    await this.entries.resend('manual-reconcile');
    for (const hall of await this.reconciler.halls()) await this.reconciler.reconcile(hall, 'manual-reconcile');
    return 'done';
  }
}
