import { Module } from '@nestjs/common';
import { WarehouseModule } from '@cockpit/warehouse';
import { DaysLoadController } from './api/days-load.controller';
import { GroundFile } from './api/ground-file';
import { LiveController } from './api/live.controller';
import { NetworkController } from './api/network.controller';
import { NetworkWalls } from './api/network-walls';
import { StreamHub } from './api/stream-hub';
import { LiveCoreModule } from './live-core.module';

/** Role api: the live snapshot and its event stream, and the network of all halls. Needs OrganisationModule in the application. */
@Module({
  imports: [LiveCoreModule],
  controllers: [LiveController, NetworkController],
  providers: [GroundFile, NetworkWalls, StreamHub],
})
export class LiveApiModule {}

/** Role api: what stands on days that are about to be changed. Needs OrganisationModule and LiveBindingsModule in the application. */
@Module({ imports: [WarehouseModule], controllers: [DaysLoadController] })
export class DaysLoadModule {}
