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
/** time after a failure in which it still counts as this worker's */
const FAILURE_MS = 60_000;
/** Minimum pause between two precomputations, because many halls finish their day at about the same time. */
const PRECOMPUTE_PAUSE_MS = 10 * 60_000;

/**
 * Rolls up hall days in one worker at a time, then precomputes overviews. An interruption loses nothing, because days
 * without roll-up are read directly.
 */
@Injectable()
export class RollUpWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** this worker holds the lease; a search without work also counts as progress */
  private held = false;
  private failedAt = -Infinity;
  /** days were rolled up since the last precomputation, or it is unknown */
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
        waiting: this.held || performance.now() - this.failedAt < FAILURE_MS,
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
        await this.precompute(ours);
        await sleep(this.intervals.rollUpLook, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async precompute(stillOurs: () => boolean): Promise<void> {
    if (!this.changed || performance.now() - this.aheadAt < PRECOMPUTE_PAUSE_MS) return;
    const computed = await costs.timed('timer:overviews-ahead', () => this.overviews.turn(stillOurs));
    if (computed === null) return;
    this.changed = false;
    this.aheadAt = performance.now();
  }
}
