import { Inject, Injectable } from '@nestjs/common';
import { clockShown } from '@cockpit/organisation';
import { CLOCK, INTERVALS, REDIS, costs, type Clock, type Intervals } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys, NETWORK_KEY, PULSE_KEY } from '../keys';
import { LiveSections } from '../sections';
import { heardFeeds } from '../view/feeds';
import { estimateHall, forecastHall } from '../view/estimate-hall';
import { liveHall } from '../view/live-hall';
import { pulseOf } from '../view/network-pulse';
import { isDue, restOf } from './due';
import type { HallRuntime } from './hall-runtime';

const FORECAST_PATHS = 12;
/** A large hall, or a machine with little to spare, predicts less often: no more than a twentieth of the time goes into it. */
const TIME_SHARE = 20;
const UPDATES_KEPT = 256;
/** The snapshot of a hall with very many visits costs more than its share of a quarter of a second. */
const SNAPSHOT_SHARE = 10;

/** Writes the live snapshot of a hall where the API and the event stream find it. */
@Injectable()
export class Publisher {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly sections: LiveSections,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  async publishDue(runtime: HallRuntime): Promise<boolean> {
    const wallNow = this.clock.now();
    // whatever happens between two snapshots is in the next one; ages grow and feeds fall silent even when nothing happens
    const { livePublish, liveRefresh, liveEstimate, liveForecast } = this.intervals;
    const estimateDue = isDue(wallNow, runtime.estimatedAt, Math.max(liveEstimate, TIME_SHARE * runtime.estimateMs));
    const changed = runtime.dirty || (runtime.estimatesStale && estimateDue);
    const everyMs = changed ? restOf(runtime.snapshotMs, SNAPSHOT_SHARE, livePublish, liveRefresh) : liveRefresh;
    if (!isDue(wallNow, runtime.publishedAt, everyMs)) return false;
    runtime.estimatesStale ||= runtime.dirty;
    runtime.dirty = false;
    runtime.publishedAt = wallNow;
    const { hall, state } = runtime;
    if (estimateDue) this.estimate(runtime, wallNow);
    if (isDue(wallNow, runtime.forecastAt, Math.max(liveForecast, 2 * TIME_SHARE * runtime.forecastMs)))
      this.forecast(runtime, wallNow);
    const [sections, pulse] = await Promise.all([this.sections.read(hall), this.redis.get(PULSE_KEY)]);
    const began = performance.now();
    const live = liveHall({
      state,
      estimates: runtime.estimates,
      sections,
      wallNow,
      pulseAt: pulse === null ? null : Number(pulse),
      previousQueue: runtime.situationQueue,
    });
    runtime.situationQueue = live.situation?.queue;
    const snapshot = JSON.stringify(live);
    runtime.snapshotMs = performance.now() - began;
    costs.add('live:snapshot', runtime.snapshotMs);
    const keys = liveKeys(hall);
    await this.redis
      .multi()
      .set(keys.snapshot, snapshot)
      .set(keys.clock, clockShown({ ...live, feeds: heardFeeds(state) }))
      .hset(NETWORK_KEY, hall, JSON.stringify(pulseOf(live)))
      .xadd(keys.updates, 'MAXLEN', UPDATES_KEPT, '*', 'live', snapshot)
      .exec();
    return true;
  }

  private estimate(runtime: HallRuntime, wallNow: number): void {
    const began = performance.now();
    const { state, past } = runtime;
    runtime.estimates = { ...estimateHall(state, { past }), forecast: runtime.estimates.forecast };
    runtime.estimatedAt = wallNow;
    runtime.estimatesStale = false;
    runtime.estimateMs = performance.now() - began;
    costs.add('live:estimate', runtime.estimateMs);
  }

  private forecast(runtime: HallRuntime, wallNow: number): void {
    const began = performance.now();
    const { state, past } = runtime;
    runtime.estimates = { ...runtime.estimates, forecast: forecastHall(state, { past, paths: FORECAST_PATHS }) };
    runtime.forecastAt = wallNow;
    runtime.forecastMs = performance.now() - began;
    costs.add('live:forecast', runtime.forecastMs);
  }
}
