import { BULLETIN_PERIODS, DEFAULT_ZONE, type Bulletin, type BulletinPeriod } from '@cockpit/contracts';
import { periodDue, type DaySpan } from '@cockpit/domain';
import type { Actor } from '@cockpit/access';
import { JobQueues, JobWorkers } from '@cockpit/jobs';
import { MetricsService } from '@cockpit/metrics';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bulletins } from '../store/bulletins';
import { BulletinStore } from '../store/bulletin-store';
import { BulletinClock } from './bulletin-clock';
import { BULLETINS_LOOK_MS, bulletinsDueJob } from './bulletin-job';

const SCHEDULE: Actor = { kind: 'system', id: 'bulletin-schedule', name: 'schedule' };
const EVERYTHING = { halls: 'all' } as const;

/**
 * Makes the bureau's bulletin of the last week and month once it is due, and at start the one that is missing. Which there is, Postgres says: a
 * worker that dies, or two that are asked at once, make one. A draft that nobody has touched follows its data, as late events come in.
 */
@Injectable()
export class BulletinWorker implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly bulletins: Bulletins,
    private readonly store: BulletinStore,
    private readonly metrics: MetricsService,
    private readonly clock: BulletinClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(bulletinsDueJob, () => this.run());
    await this.jobs.every(bulletinsDueJob, {}, BULLETINS_LOOK_MS);
  }

  private async run(): Promise<string> {
    const now = await this.clock.now(null);
    let made = 0;
    for (const period of BULLETIN_PERIODS) made += await this.due(period, periodDue(period, now, DEFAULT_ZONE));
    return made === 0 ? 'nothing' : 'made';
  }

  private async due(period: BulletinPeriod, span: DaySpan): Promise<number> {
    const of = { place: null, period, ...span };
    const known = await this.store.findOf(of);
    if (known !== null && !isUntouched(known)) return 0;
    const { value } = await this.metrics.answer('arrivals', span, EVERYTHING);
    // before the product was there nobody told anything: a bulletin of that is made only by hand
    if ((value ?? 0) === 0) return 0;
    if (known === null) await this.bulletins.make(of, SCHEDULE);
    else if (arrivalsIn(known) === value) return 0;
    else await this.bulletins.compute(known.id, known.revision, { caller: EVERYTHING, actor: SCHEDULE });
    return 1;
  }
}

const isUntouched = ({ state, edits, changedBy }: Bulletin): boolean =>
  state === 'draft' && changedBy === SCHEDULE.name && Object.keys(edits).length === 0;

/** What was counted when it was made. */
const arrivalsIn = ({ document, from, to }: Bulletin): number | null =>
  document.figures.find(
    (figure) =>
      figure.of === 'metric' &&
      figure.metric === 'arrivals' &&
      figure.by === null &&
      figure.from === from &&
      figure.to === to,
  )?.value ?? null;
