import { Module } from '@nestjs/common';
import { LogModule } from '@cockpit/log';
import { WarehouseModule } from '@cockpit/warehouse';
import { DecisionSteps } from './decisions/decision-steps';
import { HallTickWorker } from './decisions/hall-tick.worker';
import { FeedGauges } from './api/feed-gauges';
import { LiveCoreModule } from './live-core.module';
import { LearnHallWorker } from './learning/learn-hall.worker';
import { HallOpener } from './projector/hall-opener';
import { LiveMetrics } from './projector/live-metrics';
import { Projector } from './projector/projector';
import { ProjectorTools } from './projector/projector-tools';
import { Publisher } from './projector/publisher';
import { Quotes } from './projector/quotes';

/** Role worker: follows the log, keeps every hall's live state, hands hall minutes over for decision. */
@Module({
  imports: [LogModule, LiveCoreModule, WarehouseModule],
  providers: [
    DecisionSteps,
    FeedGauges,
    HallTickWorker,
    HallOpener,
    LearnHallWorker,
    LiveMetrics,
    Projector,
    ProjectorTools,
    Publisher,
    Quotes,
  ],
  exports: [DecisionSteps, LiveCoreModule],
})
export class LiveModule {}
