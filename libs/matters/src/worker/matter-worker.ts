import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { INTERVALS, METRICS, Signals, WorkWatch, costs, type Intervals } from '@cockpit/platform';
import { Counter, type Registry } from 'prom-client';
import { CardIssuer } from '../cards/card-issuer';
import { Calendars } from '../calendars/calendars';
import { Catalogue } from './catalogue';
import { Instants } from './instants';
import { matterInstantJob, matterSweepJob } from './jobs';
import { MatterRebuild } from './rebuild';
import { Recompute } from './recompute';
import { JobQueues, JobWorkers } from '@cockpit/jobs';

const AFTER_FAILURE_MS = 1_000;
/** A sweep that no job has asked for in this time is made all the same: jobs live in Redis, matters do not. */
const OWN_SWEEP_MS = 15_000;
const CATALOGUE_EVERY_MS = 5_000;
/** what is not notified is looked for this often */
const LOOK_AROUND_MS = 5_000;
const DIRTY = 'matter_dirty';

/** Keeps clocks in step with events, and cards in step with clocks. */
@Injectable()
export class MatterWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('matters');
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private sweptAt = 0;
  private lookedAt = 0;
  private sweeps = 0;
  private readonly cards: Counter;
  private readonly notes: Counter;

  constructor(
    private readonly recompute: Recompute,
    private readonly issuer: CardIssuer,
    private readonly instants: Instants,
    private readonly catalogue: Catalogue,
    private readonly calendars: Calendars,
    private readonly rebuild: MatterRebuild,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly signals: Signals,
    @Inject(METRICS) registry: Registry,
    @Inject(INTERVALS) private readonly intervals: Intervals,
    work: WorkWatch,
  ) {
    work.watch('matters', () => this.recompute.workState());
    // looked for every few seconds by everybody, whether something is due or not
    work.watch('cards', () => Promise.resolve({ waiting: !this.stop.signal.aborted, mark: String(this.sweeps) }));
    this.cards = new Counter({ name: 'cockpit_matter_cards_total', help: 'Cards issued', registers: [registry] });
    this.notes = new Counter({
      name: 'cockpit_matter_recomputed_total',
      help: 'Notes of dirty matters worked off',
      registers: [registry],
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.calendars.loadShipped();
    await this.rebuild.onceEver();
    await this.catalogue.markChanged();
    this.workers.register(matterInstantJob, () => this.sweep());
    this.workers.register(matterSweepJob, () => this.sweep());
    await this.jobs.every(matterSweepJob, {}, this.intervals.matterSweep);
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    let unswept = false;
    while (!signal.aborted) {
      try {
        const since = this.signals.seen(DIRTY);
        const worked = await costs.timed('timer:matters', () => this.recompute.batch());
        this.notes.inc(worked ?? 0);
        if (worked === null || worked === 0) {
          // what has just come in may be past due already
          if (unswept) await this.issue();
          unswept = false;
          await this.lookAround();
          const deafMs = this.intervals.matterLook;
          // what somebody else works on may be left to us
          if (worked === null) await sleep(deafMs, undefined, { signal }).catch(() => undefined);
          else await this.signals.next(DIRTY, { since, atMostMs: LOOK_AROUND_MS, deafMs, signal });
        } else unswept = true;
      } catch (error) {
        this.logger.error({ err: error }, 'matters could not be computed; trying again');
        await sleep(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async lookAround(): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt > CATALOGUE_EVERY_MS) {
      this.lookedAt = now;
      await this.catalogue.markChanged();
    }
    if (now - this.sweptAt <= OWN_SWEEP_MS) return;
    await this.issue();
    // an emptied Redis has forgotten the schedule as well
    await this.jobs.every(matterSweepJob, {}, this.intervals.matterSweep);
  }

  private async sweep(): Promise<string> {
    const issued = await this.issue();
    await this.instants.putInLine();
    return issued > 0 ? 'issued' : 'nothing-due';
  }

  private async issue(): Promise<number> {
    this.sweptAt = performance.now();
    const issued = await costs.timed('timer:cards', () => this.issuer.sweep());
    this.cards.inc(issued);
    this.sweeps += 1;
    return issued;
  }
}
