import { Module } from '@nestjs/common';
import { LiveController } from './api/live.controller';
import { StreamHub } from './api/stream-hub';
import { LiveCoreModule } from './live-core.module';

/** Role api: the live picture and its event stream. */
@Module({ imports: [LiveCoreModule], controllers: [LiveController], providers: [StreamHub] })
export class LiveApiModule {}
