import { Module } from '@nestjs/common';

/** The door: events in, durable in the log before they are acknowledged. */
@Module({ imports: [] })
export class IngestAppModule {}
