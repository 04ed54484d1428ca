import { Module } from '@nestjs/common';
import { JobsModule } from '@cockpit/jobs';
import { MetricsCoreModule } from '@cockpit/metrics';
import { MattersCoreModule, MattersReadModule } from '@cockpit/matters';
import { PlanResults } from '@cockpit/redirect';
import { BulletinWriter } from './compute/writer';
import { BulletinFiles } from './files/bulletin-files';
import { BulletinsController } from './http/bulletins.controller';
import { ByHand } from './http/by-hand';
import { FiguresController } from './http/figures.controller';
import { SchedulesController } from './http/schedules.controller';
import { BulletinClock } from './schedule/bulletin-clock';
import { BulletinWorker } from './schedule/bulletin-worker';
import { BulletinStore } from './store/bulletin-store';
import { Bulletins } from './store/bulletins';
import { Figures } from './store/figures';
import { ScheduleStore } from './store/schedule-store';

const shared = [BulletinClock, BulletinFiles, BulletinStore, Bulletins, BulletinWriter, ScheduleStore];

/** Bulletins and their inputs. Needs AccessModule, OrganisationModule and LiveBindingsModule in the application. */
@Module({
  imports: [MattersCoreModule, MattersReadModule, MetricsCoreModule],
  providers: [...shared, PlanResults],
  exports: shared,
})
export class BulletinCoreModule {}

/** Role api: bulletins, their files and printed figures. */
@Module({
  imports: [BulletinCoreModule, MetricsCoreModule],
  providers: [ByHand, Figures],
  controllers: [BulletinsController, FiguresController, SchedulesController],
})
export class BulletinApiModule {}

/** Role worker: generates due bulletins. */
@Module({ imports: [BulletinCoreModule, JobsModule, MetricsCoreModule], providers: [BulletinWorker] })
export class BulletinModule {}
