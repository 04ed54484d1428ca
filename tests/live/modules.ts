import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { DutyApiModule } from '@cockpit/duty';
import { IngestionModule } from '@cockpit/ingestion';
import { LiveApiModule, LiveBindingsModule, LiveModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectApiModule, RedirectModule } from '@cockpit/redirect';
import { WarehouseApiModule, WriterModule } from '@cockpit/warehouse';
import { WarningsApiModule, WarningsModule } from '@cockpit/warnings';

/** Door, writer and API: everything but the worker. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    IngestionModule,
    WriterModule,
    WarehouseApiModule,
    LiveBindingsModule,
    LiveApiModule,
    DutyApiModule,
    WarningsApiModule,
    RedirectApiModule,
  ],
})
export class FrontModule {}

@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, LiveModule, WarningsModule, RedirectModule] })
export class WorkerModule {}

@Module({ imports: [FrontModule, WorkerModule] })
export class WholeModule {}
