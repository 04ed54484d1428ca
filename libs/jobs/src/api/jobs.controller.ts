import { Allow } from '@cockpit/access';
import { FailedJobs, JobQueueStates, RetriedJobs } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CLOCK, ZodAnswer, notFound, type Clock } from '@cockpit/platform';
import type { z } from 'zod';
import { JobStates } from '../job-states';

/** Background jobs by kind: waiting and failed ones with their errors, and retry. */
@Controller('v1/jobs')
@Allow('administrator')
export class JobsController {
  constructor(
    private readonly states: JobStates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ZodAnswer(JobQueueStates)
  async list(): Promise<JobQueueStates> {
    const now = this.clock.now();
    return { at: new Date(now).toISOString(), items: await this.states.all(now), next: null };
  }

  @Get(':queue/failed')
  @ZodAnswer(FailedJobs)
  async failed(@Param('queue') queue: string): Promise<z.infer<typeof FailedJobs>> {
    await this.assertExists(queue);
    return { items: await this.states.failed(queue), next: null };
  }

  @Post(':queue/retry')
  @HttpCode(202)
  @ZodAnswer(RetriedJobs)
  async retry(@Param('queue') queue: string): Promise<z.infer<typeof RetriedJobs>> {
    await this.assertExists(queue);
    return { retried: await this.states.retry(queue) };
  }

  private async assertExists(queue: string): Promise<void> {
    if (!(await this.states.isKnown(queue))) throw notFound('unknown-job-queue');
  }
}
