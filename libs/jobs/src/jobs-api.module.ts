import { Module } from '@nestjs/common';
import { JobsController } from './api/jobs.controller';
import { JobStates } from './job-states';
import { JobsModule } from './jobs.module';

/** Administrators' view of background jobs. */
@Module({ imports: [JobsModule], controllers: [JobsController], providers: [JobStates] })
export class JobsApiModule {}
