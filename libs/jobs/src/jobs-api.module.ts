import { Module } from '@nestjs/common';
import { JobsController } from './api/jobs.controller';
import { JobStates } from './job-states';
import { JobsModule } from './jobs.module';

/** What administrators see of background work. */
@Module({ imports: [JobsModule], controllers: [JobsController], providers: [JobStates] })
export class JobsApiModule {}
