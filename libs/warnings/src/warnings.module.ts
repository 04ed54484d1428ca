import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TalliesModule } from '@cockpit/ingestion';
import { LiveCoreModule, LiveModule } from '@cockpit/live';
import { MeController } from './api/me.controller';
import { Seats } from './api/seats';
import { WarningsController } from './api/warnings.controller';
import { RejectionReader } from './source-rejections';
import { WarningEngine } from './warning-engine';
import { WarningHistory } from './warning-history';
import { WarningStore } from './warning-store';
import { WarningRow, WarningTransitionRow } from './warning.entity';
import { WarningsWorker } from './warnings.worker';

/** Warnings as they are kept and handled: what worker and API share. */
@Module({
  imports: [TypeOrmModule.forFeature([WarningRow, WarningTransitionRow]), LiveCoreModule],
  providers: [WarningEngine, WarningHistory, WarningStore],
  exports: [WarningEngine, WarningHistory, WarningStore, LiveCoreModule],
})
export class WarningsCoreModule {}

/** Role worker: evaluates the rules. */
@Module({ imports: [WarningsCoreModule, LiveModule, TalliesModule], providers: [RejectionReader, WarningsWorker] })
export class WarningsModule {}

/** Role api: the list, acknowledging and resolving. */
@Module({ imports: [WarningsCoreModule], controllers: [WarningsController, MeController], providers: [Seats] })
export class WarningsApiModule {}
