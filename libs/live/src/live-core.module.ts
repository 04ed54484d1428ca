import { Module } from '@nestjs/common';
import { DecisionClock } from './decision-clock';
import { JobQueues } from './jobs/job-queues';
import { JobWorkers } from './jobs/job-workers';
import { LiveSections } from './sections';
import { LiveSignals } from './live-signals';
import { Snapshots } from './snapshots';

const shared = [DecisionClock, JobQueues, JobWorkers, LiveSections, LiveSignals, Snapshots];

/** What the projector, the API and the deciding rooms share: jobs, snapshots, sections and the decision clock. */
@Module({ providers: shared, exports: shared })
export class LiveCoreModule {}
