import { Module } from '@nestjs/common';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';

const shared = [JobQueues, JobWorkers];

/** Work that is done at least once by whichever process is alive: BullMQ queues and their workers. */
@Module({ providers: shared, exports: shared })
export class JobsModule {}
