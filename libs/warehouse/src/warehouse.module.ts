import { Module } from '@nestjs/common';
import { PipelineModule, QuarantineModule } from '@cockpit/ingestion';
import { LogModule } from '@cockpit/log';
import { Backfills } from './backfill/backfills';
import { HallRecordsController } from './http/hall-records.controller';
import { SourceStatusController } from './http/source-status.controller';
import { VisitsController } from './http/visits.controller';
import { ArrivalHistoryReader } from './reads/arrival-history';
import { BackfilledHalls } from './reads/backfilled-halls';
import { BookingReader } from './reads/booking-reader';
import { ConsultReader } from './reads/consult-reader';
import { PastOnItsWay } from './reads/past-on-its-way';
import { PointReader } from './reads/point-reader';
import { TerminalAreas } from './reads/terminal-areas';
import { TerminalReader } from './reads/terminal-reader';
import { TicketFinder } from './reads/ticket-finder';
import { WarehouseReader } from './reads/warehouse-reader';
import { Rebuild } from './rebuild';
import { DoublesWatch } from './doubles/doubles-watch';
import { Retention } from './retention/retention';
import { RetentionWorker } from './retention/retention-worker';
import { SampleDataController } from './sample/sample-data.controller';
import { SampleDataService } from './sample/sample-data';
import { StoredListeners } from './writer/stored-listeners';
import { SourceHealths } from './sources/source-health';
import { SourceReader } from './sources/source-reader';
import { Writer } from './writer/writer';
import { WriterMetrics } from './writer/writer-metrics';

/** Who must know what stands in the event table; one for a process, whoever stores there. */
@Module({ providers: [StoredListeners], exports: [StoredListeners] })
export class StoredListenersModule {}

/** The past in bulk into ClickHouse. Needs OrganisationModule in the application. */
@Module({
  imports: [LogModule, PipelineModule, StoredListenersModule],
  providers: [Backfills],
  exports: [Backfills, StoredListenersModule],
})
export class BackfillModule {}

/** Log → ClickHouse. Needs OrganisationModule in the application. */
@Module({
  imports: [LogModule, QuarantineModule, StoredListenersModule],
  providers: [Writer, WriterMetrics],
  exports: [StoredListenersModule],
})
export class WriterModule {}

/** Role worker: counts events that stand twice, once a night. */
@Module({ imports: [LogModule], providers: [DoublesWatch] })
export class DoublesModule {}

/** Role worker: deletes what is older than `RETENTION_DAYS`. Needs AccessModule in the application. */
@Module({ imports: [LogModule], providers: [Retention, RetentionWorker], exports: [Retention] })
export class RetentionModule {}

/** Questions to ClickHouse, for other modules. Needs OrganisationModule in the application. */
@Module({
  imports: [LogModule],
  providers: [WarehouseReader, ArrivalHistoryReader, Rebuild, BackfilledHalls, PastOnItsWay, TicketFinder],
  exports: [WarehouseReader, ArrivalHistoryReader, Rebuild, BackfilledHalls, PastOnItsWay, TicketFinder],
})
export class WarehouseModule {}

/** Takes the demonstration away. Needs OrganisationModule in the application. */
@Module({ providers: [SampleDataService], exports: [SampleDataService] })
export class SampleDataModule {}

/** The same questions over HTTP. Needs AccessModule in the application. */
@Module({
  imports: [WarehouseModule, SampleDataModule, LogModule, QuarantineModule],
  providers: [BookingReader, TerminalReader, TerminalAreas, ConsultReader, PointReader, SourceReader, SourceHealths],
  controllers: [VisitsController, HallRecordsController, SourceStatusController, SampleDataController],
})
export class WarehouseApiModule {}
