import { Module } from '@nestjs/common';

/** From the log into ClickHouse. */
@Module({ imports: [] })
export class WriterAppModule {}
