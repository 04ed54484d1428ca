import { Module } from '@nestjs/common';
import { ApiAppModule } from '../../api/src/app.module';
import { IngestAppModule } from '../../ingest/src/app.module';
import { WorkerAppModule } from '../../worker/src/app.module';
import { WriterAppModule } from '../../writer/src/app.module';

/** All four roles in one process: the default for one machine. */
@Module({ imports: [IngestAppModule, WriterAppModule, WorkerAppModule, ApiAppModule] })
export class CockpitAppModule {}
