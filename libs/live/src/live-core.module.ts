import { Module } from '@nestjs/common';
import { JobsModule } from '@cockpit/jobs';
import { LogModule } from '@cockpit/log';
import { LivePulses } from './api/live-pulses';
import { LiveSnapshots } from './api/live-snapshots';
import { DecisionClock } from './decision-clock';
import { LiveSections } from './sections';
import { LiveSignals } from './live-signals';
import { LiveComparison } from './live-comparison';
import { LiveStates } from './live-states';
import { HallStates } from './hall-states';
import { PastStore } from './past-store';
import { Neighbours } from './neighbours';
import { HallConfigs } from './projector/hall-configs';
import { Checkpoints } from './checkpoints';

const shared = [
  DecisionClock,
  HallConfigs,
  HallStates,
  LiveComparison,
  LivePulses,
  LiveSnapshots,
  LiveSections,
  LiveSignals,
  LiveStates,
  Neighbours,
  PastStore,
  Checkpoints,
];

/** What the projector, the API and the deciding modules share: jobs, checkpoints, sections and the decision clock. */
@Module({ imports: [LogModule, JobsModule], providers: shared, exports: [...shared, JobsModule] })
export class LiveCoreModule {}
