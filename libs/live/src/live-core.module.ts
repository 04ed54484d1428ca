import { Module } from '@nestjs/common';
import { LivePictures } from './api/live-pictures';
import { DecisionClock } from './decision-clock';
import { HallTime } from './hall-time';
import { JobQueues } from './jobs/job-queues';
import { JobWorkers } from './jobs/job-workers';
import { LiveSections } from './sections';
import { LiveSignals } from './live-signals';
import { HallConfigs } from './projector/hall-configs';
import { Snapshots } from './snapshots';

const shared = [DecisionClock, HallConfigs, HallTime, JobQueues, JobWorkers, LivePictures, LiveSections, LiveSignals, Snapshots];

/** What the projector, the API and the deciding rooms share: jobs, snapshots, sections and the decision clock. */
@Module({ providers: shared, exports: shared })
export class LiveCoreModule {}
