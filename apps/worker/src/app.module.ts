import { Module } from '@nestjs/common';

/** From the log into live halls; warnings and prompts once a hall minute. */
@Module({ imports: [] })
export class WorkerAppModule {}
