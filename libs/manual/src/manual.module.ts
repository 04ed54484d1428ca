import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PipelineModule } from '@cockpit/ingestion';
import { LiveCoreModule } from '@cockpit/live';
import { WarehouseModule } from '@cockpit/warehouse';
import { Desk } from './desk';
import { ManualDoor } from './door';
import { Entries } from './entries';
import { EntryList } from './entry-list';
import { EntryRow } from './entry.entity';
import { ManualController } from './manual.controller';
import { ReconcileWorker } from './reconcile.worker';
import { Reconciler } from './reconciler';

/** Shared by api and worker. Needs AccessModule and OrganisationModule in the application. */
@Module({
  imports: [TypeOrmModule.forFeature([EntryRow]), PipelineModule, LiveCoreModule, WarehouseModule],
  providers: [ManualDoor, Entries, Reconciler],
  exports: [TypeOrmModule, Entries, Reconciler, LiveCoreModule],
})
class ManualCoreModule {}

/** Role api: manual entry. */
@Module({ imports: [ManualCoreModule], controllers: [ManualController], providers: [Desk, EntryList] })
export class ManualApiModule {}

/** Role worker: withdraws entries when feeds return. */
@Module({ imports: [ManualCoreModule], providers: [ReconcileWorker] })
export class ManualModule {}
