import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Lease, type HeldLease } from '@cockpit/log';
import { INTERVALS, WorkWatch, costs, type Intervals } from '@cockpit/platform';
import { OverviewsAhead } from '../overview/overviews-ahead';
import { RestatedDays } from './restated-days';
import { RollUp } from './roll-up';

const LEASE_MS = 15_000;
const AFTER_FAILURE_MS = 5_000;
/** so long after a failure it still counts as ours, whoever has the lease */
const OURS_MS = 60_000;
/** Days of many halls are over within one another's minutes: overviews are not computed ahead for each of them. */
const AHEAD_MS = 10 * 60_000;

/** Rolls up hall days, in one worker at a time, and then computes what overviews say of them. Nothing is lost when it stops: days not rolled up are read as they are. */
@Injectable()
export class RollUpWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** in our hands: even when nothing is to be rolled up, looking for it counts as done */
  private held = false;
  private failedAt = -Infinity;
  /** days were rolled up since overviews were computed ahead, or nobody knows */
  private changed = true;
  private aheadAt = -Infinity;

  constructor(
    private readonly rollUp: RollUp,
    private readonly restated: RestatedDays,
    private readonly overviews: OverviewsAhead,
    private readonly lease: Lease,
    private readonly work: WorkWatch,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
    this.work.watch('roll-ups', () =>
      Promise.resolve({
        waiting: this.held || performance.now() - this.failedAt < OURS_MS,
        mark: String(this.rollUp.steps),
      }),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const lease = await this.lease.wait('metrics:roll-up', LEASE_MS, signal);
      if (lease === null) return;
      try {
        this.held = true;
        await this.runWhileHeld(lease, signal);
      } catch (error) {
        this.failedAt = performance.now();
        this.logger.error({ err: error }, 'hall days could not be rolled up');
        await sleep(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      } finally {
        this.held = false;
        await lease.release().catch(() => undefined);
      }
    }
  }

  private async runWhileHeld(lease: HeldLease, signal: AbortSignal): Promise<void> {
    const ours = (): boolean => lease.isHeld() && !signal.aborted;
    while (ours()) {
      await this.restated.mark();
      const done = await costs.timed('timer:roll-up', () => this.rollUp.turn(ours));
      if (done > 0) this.changed = true;
      else {
        await this.lookAhead(ours);
        await sleep(this.intervals.rollUpLook, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async lookAhead(stillOurs: () => boolean): Promise<void> {
    if (!this.changed || performance.now() - this.aheadAt < AHEAD_MS) return;
    const computed = await costs.timed('timer:overviews-ahead', () => this.overviews.turn(stillOurs));
    if (computed === null) return;
    this.changed = false;
    this.aheadAt = performance.now();
  }
}
