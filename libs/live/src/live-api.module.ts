import { Module } from '@nestjs/common';
import { LiveController } from './api/live.controller';
import { NetworkController } from './api/network.controller';
import { StreamHub } from './api/stream-hub';
import { LiveCoreModule } from './live-core.module';

/** Role api: the live snapshot and its event stream, and the network of all halls. Needs OrganisationModule in the application. */
@Module({ imports: [LiveCoreModule], controllers: [LiveController, NetworkController], providers: [StreamHub] })
export class LiveApiModule {}
