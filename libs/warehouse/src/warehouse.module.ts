import { Module } from '@nestjs/common';
import { QuarantineModule } from '@cockpit/ingestion';
import { LogModule } from '@cockpit/log';
import { SourceStatusController } from './http/source-status.controller';
import { VisitsController } from './http/visits.controller';
import { ArrivalHistoryReader } from './reads/arrival-history';
import { WarehouseReader } from './reads/warehouse-reader';
import { Rebuild } from './rebuild';
import { SourceHealths } from './sources/source-health';
import { SourceReader } from './sources/source-reader';
import { LandingListeners } from './writer/landing-listeners';
import { Writer } from './writer/writer';
import { WriterMetrics } from './writer/writer-metrics';

/** Log → ClickHouse. Needs OrganisationModule in the application. */
@Module({ imports: [LogModule, QuarantineModule], providers: [LandingListeners, Writer, WriterMetrics], exports: [LandingListeners] })
export class WriterModule {}

/** Questions to ClickHouse, for other rooms. Needs OrganisationModule in the application. */
@Module({ imports: [LogModule], providers: [WarehouseReader, ArrivalHistoryReader, Rebuild], exports: [WarehouseReader, ArrivalHistoryReader, Rebuild] })
export class WarehouseModule {}

/** The same questions over HTTP. Needs AccessModule in the application. */
@Module({ imports: [WarehouseModule, LogModule, QuarantineModule], providers: [SourceReader, SourceHealths], controllers: [VisitsController, SourceStatusController] })
export class WarehouseApiModule {}
