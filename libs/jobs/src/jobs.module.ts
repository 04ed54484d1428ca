import { Module } from '@nestjs/common';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';

const shared = [JobQueues, JobWorkers];

/** BullMQ queues and workers: each job runs at least once, in any live process. */
@Module({ providers: shared, exports: shared })
export class JobsModule {}
