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
/** A sweep runs after this time even without a job, because Redis can lose jobs. */
const OWN_SWEEP_MS = 15_000;
const CATALOGUE_EVERY_MS = 5_000;
/** interval of checks for changes without a signal */
const CHECK_MS = 5_000;
const SIGNAL = 'matter_dirty';

/** Updates clocks after events, and cards after clocks. */
@Injectable()
export class MatterWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('matters');
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private sweptAt = 0;
  private checkedAt = 0;
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
    // every worker sweeps every few seconds, even if nothing is due
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
    let needsSweep = false;
    while (!signal.aborted) {
      try {
        const since = this.signals.seen(SIGNAL);
        const processed = await costs.timed('timer:matters', () => this.recompute.batch());
        this.notes.inc(processed ?? 0);
        if (processed === null || processed === 0) {
          // new matters may be overdue already
          if (needsSweep) await this.issue();
          needsSweep = false;
          await this.checkRest();
          const deafMs = this.intervals.matterLook;
          // another worker holds the lock and may leave work
          if (processed === null) await sleep(deafMs, undefined, { signal }).catch(() => undefined);
          else await this.signals.next(SIGNAL, { since, atMostMs: CHECK_MS, deafMs, signal });
        } else needsSweep = true;
      } catch (error) {
        this.logger.error({ err: error }, 'matters could not be computed; trying again');
        await sleep(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async checkRest(): Promise<void> {
    const now = performance.now();
    if (now - this.checkedAt > CATALOGUE_EVERY_MS) {
      this.checkedAt = now;
      await this.catalogue.markChanged();
    }
    if (now - this.sweptAt <= OWN_SWEEP_MS) return;
    await this.issue();
    // after a loss of Redis data the schedule must be created again
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
