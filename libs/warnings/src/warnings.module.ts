import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LiveCoreModule, LiveModule } from '@cockpit/live';
import { WarningsController } from './api/warnings.controller';
import { WarningEngine } from './warning-engine';
import { WarningStore } from './warning-store';
import { WarningRow, WarningTransitionRow } from './warning.entity';
import { WarningsWorker } from './warnings.worker';

/** Warnings as they are kept and handled: what worker and API share. */
@Module({
  imports: [TypeOrmModule.forFeature([WarningRow, WarningTransitionRow]), LiveCoreModule],
  providers: [WarningEngine, WarningStore],
  exports: [WarningEngine, WarningStore, LiveCoreModule],
})
export class WarningsCoreModule {}

/** Role worker: evaluates the rules. */
@Module({ imports: [WarningsCoreModule, LiveModule], providers: [WarningsWorker] })
export class WarningsModule {}

/** Role api: the list, acknowledging and resolving. */
@Module({ imports: [WarningsCoreModule], controllers: [WarningsController] })
export class WarningsApiModule {}
