import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys, PULSE_KEY } from '../keys';
import { LiveSections } from '../sections';
import { estimateHall, forecastHall } from '../view/estimate-hall';
import { liveHall } from '../view/live-hall';
import type { HallRuntime } from './hall-runtime';

/** Pictures per second and hall are bounded; whatever happens in between is in the next one. */
const PUBLISH_EVERY_MS = 250;
/** Ages grow and feeds fall silent even when nothing happens. */
const REFRESH_EVERY_MS = 5000;
/** Predictions cost more than the rest of a picture together, and forecasts of the next hours most of all. */
const ESTIMATE_EVERY_MS = 2000;
const FORECAST_EVERY_MS = 15_000;
const FORECAST_PATHS = 20;
const UPDATES_KEPT = 256;

/** Writes the live picture of a hall where the API and the event stream find it. */
@Injectable()
export class Publisher {
  constructor(@Inject(REDIS) private readonly redis: Redis, private readonly sections: LiveSections, @Inject(CLOCK) private readonly clock: Clock) {}

  async publishDue(runtime: HallRuntime): Promise<boolean> {
    const wallNow = this.clock.now();
    const estimateDue = wallNow - runtime.estimatedAt >= ESTIMATE_EVERY_MS;
    const changed = runtime.dirty || (runtime.estimatesStale && estimateDue);
    if (wallNow - runtime.publishedAt < (changed ? PUBLISH_EVERY_MS : REFRESH_EVERY_MS)) return false;
    runtime.estimatesStale ||= runtime.dirty;
    runtime.dirty = false;
    runtime.publishedAt = wallNow;
    const { hall, state } = runtime;
    if (estimateDue) {
      runtime.estimates = { ...estimateHall(state, { past: runtime.past }), forecast: runtime.estimates.forecast };
      runtime.estimatedAt = wallNow;
      runtime.estimatesStale = false;
    }
    if (wallNow - runtime.forecastAt >= FORECAST_EVERY_MS) {
      runtime.estimates = { ...runtime.estimates, forecast: forecastHall(state, { past: runtime.past, paths: FORECAST_PATHS }) };
      runtime.forecastAt = wallNow;
    }
    const [sections, pulse] = await Promise.all([this.sections.read(hall), this.redis.get(PULSE_KEY)]);
    const picture = JSON.stringify(liveHall({ state, estimates: runtime.estimates, sections, wallNow, pulseAt: pulse === null ? null : Number(pulse) }));
    const keys = liveKeys(hall);
    await this.redis.multi().set(keys.picture, picture).xadd(keys.updates, 'MAXLEN', UPDATES_KEPT, '*', 'live', picture).exec();
    return true;
  }
}
