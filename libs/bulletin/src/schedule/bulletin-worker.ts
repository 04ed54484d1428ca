import { DEFAULT_ZONE, type Bulletin, type BulletinPeriod } from '@cockpit/contracts';
import { periodDue, periodsMissed, type DaySpan } from '@cockpit/domain';
import type { Actor } from '@cockpit/access';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { MetricsService } from '@cockpit/metrics';
import { OrganisationService } from '@cockpit/organisation';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bulletins } from '../store/bulletins';
import { BulletinStore } from '../store/bulletin-store';
import { ScheduleStore, type ScheduleRow } from '../store/schedule-store';
import { BulletinClock } from './bulletin-clock';
import { z } from 'zod';

/** Makes missing bulletins that are due. */
export const bulletinsDueJob = defineJob({ queue: 'bulletins-due', payload: z.object({}), concurrency: 1 });

/** Maximum delay of a bulletin. */
const BULLETINS_LOOK_MS = 60_000;

const SCHEDULE: Actor = { kind: 'system', id: 'bulletin-schedule', name: 'schedule' };
const EVERYTHING = { halls: 'all' } as const;

/**
 * Makes scheduled bulletins when they are due, and missed ones at start. Postgres enforces one bulletin per place and
 * period, so crashes and parallel workers do no harm. An untouched draft is recomputed when late events arrive.
 */
@Injectable()
export class BulletinWorker implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly bulletins: Bulletins,
    private readonly store: BulletinStore,
    private readonly metrics: MetricsService,
    private readonly schedules: ScheduleStore,
    private readonly organisation: OrganisationService,
    private readonly clock: BulletinClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(bulletinsDueJob, () => this.run());
    await this.jobs.every(bulletinsDueJob, {}, BULLETINS_LOOK_MS);
  }

  private async run(): Promise<string> {
    const halls = (await this.organisation.latest())?.halls ?? [];
    const zones = new Map(halls.map(({ code, timeZone }) => [code, timeZone]));
    let made = 0;
    const failures: unknown[] = [];
    for (const schedule of await this.schedules.list(null)) {
      const zone = schedule.place === null ? DEFAULT_ZONE : zones.get(schedule.place);
      // the place was removed
      if (zone === undefined) continue;
      // one failing place does not delay the others; the failed job is retried
      made += await this.follow(schedule, await this.clock.now(schedule.place), zone).catch(
        (error: unknown) => failures.push(error) && 0,
      );
    }
    if (failures.length > 0) throw failures[0];
    return made === 0 ? 'nothing' : 'made';
  }

  /** Oldest first, so that an interrupted worker continues with the next one. */
  private async follow({ place, period, day, time }: ScheduleRow, now: number, zone: string): Promise<number> {
    const due = periodDue(period, now, zone, { day, time });
    const missed = periodsMissed(period, due, await this.store.lastMadeBy(SCHEDULE.name, { place, period }));
    let made = 0;
    for (const span of missed.length === 0 ? [due] : missed) made += await this.due({ place, period }, span);
    return made;
  }

  private async due(target: { place: string | null; period: BulletinPeriod }, span: DaySpan): Promise<number> {
    const { place } = target;
    const existing = await this.store.findOf({ ...target, ...span });
    if (existing !== null && !isUntouched(existing)) return 0;
    const { value } = await this.metrics.answer(
      'arrivals',
      { ...span, ...(place === null ? {} : { hall: place }) },
      EVERYTHING,
    );
    // without any arrivals (before the product was installed) a bulletin is made only on request
    if ((value ?? 0) === 0) return 0;
    if (existing === null) await this.bulletins.make({ ...target, ...span }, SCHEDULE);
    else if (arrivalsIn(existing) === value) return 0;
    else await this.bulletins.compute(existing.id, existing.revision, { caller: EVERYTHING, actor: SCHEDULE });
    return 1;
  }
}

const isUntouched = ({ state, edits, changedBy }: Bulletin): boolean =>
  state === 'draft' && changedBy === SCHEDULE.name && Object.keys(edits).length === 0;

/** The number of arrivals at the time of computation. */
const arrivalsIn = ({ document, from, to }: Bulletin): number | null =>
  document.figures.find(
    (figure) =>
      figure.of === 'metric' &&
      figure.metric === 'arrivals' &&
      figure.by === null &&
      figure.from === from &&
      figure.to === to,
  )?.value ?? null;
