import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { INTERVALS, type Intervals } from '@cockpit/platform';
import { z } from 'zod';
import { PassingUp } from './passing-up';

const escalationJob = defineJob({ queue: 'escalation', payload: z.object({}), concurrency: 1 });

/** Looks every few seconds whether a warning is to be passed up. */
@Injectable()
export class EscalationWorker implements OnApplicationBootstrap {
  constructor(
    private readonly passingUp: PassingUp,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(escalationJob, async () => ((await this.passingUp.run()) === 0 ? 'nothing' : 'climbed'));
    await this.jobs.every(escalationJob, {}, this.intervals.escalation);
  }
}
