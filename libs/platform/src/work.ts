import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { HealthRegistry } from './health';
import { withTimeout } from './with-timeout';
import { REDIS } from './redis';
import { SETTINGS, type Settings } from './settings';

/** State of a worker: whether work waits, and a marker that changes with each progress. */
export interface WorkState {
  waiting: boolean;
  mark: string;
}
interface Watched {
  look: () => Promise<WorkState>;
  mark: string | null;
  /** ms of the monotonic clock */ doneAt: number;
  fault: string | null;
}

const LOOK_EVERY_MS = 10_000;
const LOOK_WITHIN_MS = 5_000;
/** hash by worker, so that the alerting process sees all processes */
const STALLED_KEY = 'work:stalled';
const FORGET_MS = 60_000;
const StallReport = z.object({ minutes: z.number(), at: z.number() });

export interface StalledWork {
  worker: string;
  minutes: number;
}

/**
 * Reports a worker as failed when work waits and nothing was done for `WORK_STALLED_MIN` minutes, whatever its stores
 * report.
 */
@Injectable()
export class WorkWatch implements BeforeApplicationShutdown {
  private readonly logger = new Logger('work');
  private readonly watched = new Map<string, Watched>();
  private readonly reported = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private readonly limitMs: number;

  constructor(
    private readonly health: HealthRegistry,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.limitMs = settings.workStalledMin * 60_000;
    this.timer = setInterval(
      () => {
        void this.lookAround();
      },
      Math.min(LOOK_EVERY_MS, this.limitMs / 3),
    );
    this.timer.unref();
  }

  watch(worker: string, look: () => Promise<WorkState>): void {
    const watched: Watched = { look, mark: null, doneAt: performance.now(), fault: null };
    this.watched.set(worker, watched);
    this.health.add(`work:${worker}`, () => {
      const minutes = this.stalledFor(watched);
      if (minutes === null) return Promise.resolve();
      return Promise.reject(
        new Error(
          `work waits and none was done for ${String(minutes)} min${watched.fault === null ? '' : ` (${watched.fault})`}`,
        ),
      );
    });
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async stalled(now: number): Promise<StalledWork[]> {
    const entries = await this.redis.hgetall(STALLED_KEY);
    return Object.entries(entries).flatMap(([worker, text]) => {
      const { minutes, at } = StallReport.parse(JSON.parse(text));
      return now - at < FORGET_MS ? [{ worker, minutes }] : [];
    });
  }

  private stalledFor({ doneAt }: Watched): number | null {
    const since = performance.now() - doneAt;
    return since > this.limitMs ? Math.floor(since / 60_000) : null;
  }

  private async lookAround(): Promise<void> {
    await Promise.all([...this.watched.values()].map((worker) => look(worker)));
    try {
      for (const [worker, state] of this.watched) {
        const minutes = this.stalledFor(state);
        if (minutes !== null) {
          if (!this.reported.has(worker))
            this.logger.error({ worker, minutes, fault: state.fault }, 'work waits and none is done');
          this.reported.add(worker);
          await this.redis.hset(STALLED_KEY, worker, JSON.stringify({ minutes, at: Date.now() }));
        } else if (this.reported.delete(worker)) await this.redis.hdel(STALLED_KEY, worker);
      }
    } catch {
      // Redis is away, which another health check reports
    }
  }
}

async function look(watched: Watched): Promise<void> {
  try {
    const { waiting, mark } = await withTimeout(watched.look(), LOOK_WITHIN_MS);
    if (!waiting || mark !== watched.mark) watched.doneAt = performance.now();
    watched.mark = mark;
    watched.fault = null;
  } catch (error) {
    // the state is unknown; later progress will show
    watched.fault = error instanceof Error ? error.message : String(error);
  }
}
