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

/** Listeners for stored events; one instance per process, whoever stores. */
@Module({ providers: [StoredListeners], exports: [StoredListeners] })
export class StoredListenersModule {}

/** Bulk load of past events into ClickHouse. Needs OrganisationModule. */
@Module({
  imports: [LogModule, PipelineModule, StoredListenersModule],
  providers: [Backfills],
  exports: [Backfills, StoredListenersModule],
})
export class BackfillModule {}

/** Writes the log into ClickHouse. Needs OrganisationModule. */
@Module({
  imports: [LogModule, QuarantineModule, StoredListenersModule],
  providers: [Writer, WriterMetrics],
  exports: [StoredListenersModule],
})
export class WriterModule {}

/** Role worker: counts duplicate events once a night. */
@Module({ imports: [LogModule], providers: [DoublesWatch] })
export class DoublesModule {}

/** Role worker: deletes data older than `RETENTION_DAYS`. Needs AccessModule. */
@Module({ imports: [LogModule], providers: [Retention, RetentionWorker], exports: [Retention] })
export class RetentionModule {}

/** ClickHouse queries for other modules. Needs OrganisationModule. */
@Module({
  imports: [LogModule],
  providers: [WarehouseReader, ArrivalHistoryReader, Rebuild, BackfilledHalls, PastOnItsWay, TicketFinder],
  exports: [WarehouseReader, ArrivalHistoryReader, Rebuild, BackfilledHalls, PastOnItsWay, TicketFinder],
})
export class WarehouseModule {}

/** Removes the demonstration. Needs OrganisationModule. */
@Module({ providers: [SampleDataService], exports: [SampleDataService] })
export class SampleDataModule {}

/** The same queries over HTTP. Needs AccessModule. */
@Module({
  imports: [WarehouseModule, SampleDataModule, LogModule, QuarantineModule],
  providers: [BookingReader, TerminalReader, TerminalAreas, ConsultReader, PointReader, SourceReader, SourceHealths],
  controllers: [VisitsController, HallRecordsController, SourceStatusController, SampleDataController],
})
export class WarehouseApiModule {}
