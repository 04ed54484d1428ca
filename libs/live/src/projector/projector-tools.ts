import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DeadLetters, INTERVALS, type Clock, type Intervals } from '@cockpit/platform';
import { LogReader } from '@cockpit/log';
import { BackfilledHalls } from '@cockpit/warehouse';
import { PastStore } from '../past-store';
import { Checkpoints } from '../checkpoints';
import { HallConfigs } from './hall-configs';
import { HallOpener } from './hall-opener';
import { LiveMetrics } from './live-metrics';
import { Publisher } from './publisher';
import { Quotes } from './quotes';
import { JobQueues } from '@cockpit/jobs';

/** What every partition's projector works with. */
@Injectable()
export class ProjectorTools {
  constructor(
    readonly reader: LogReader,
    readonly configs: HallConfigs,
    readonly opener: HallOpener,
    readonly checkpoints: Checkpoints,
    readonly publisher: Publisher,
    readonly quotes: Quotes,
    readonly jobs: JobQueues,
    readonly pasts: PastStore,
    readonly backfilled: BackfilledHalls,
    readonly metrics: LiveMetrics,
    readonly letters: DeadLetters,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(INTERVALS) readonly intervals: Intervals,
  ) {}
}
