import { setMaxListeners } from 'node:events';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HealthRegistry, REDIS, SETTINGS, WorkWatch, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Following, Lease, PartitionShares, liveLease } from '@cockpit/log';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveSignals } from '../live-signals';
import { PartitionProjector } from './partition-projector';
import { ProjectorTools } from './projector-tools';

const LEASE_MS = 5000;

/** Keeps its share of the partitions projected; others hold the rest, and take over when this one goes. */
@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly stop = new AbortController();
  private readonly running: Promise<void>[] = [];
  private readonly active = new Map<number, PartitionProjector>();
  private readonly following: Following;
  private readonly shares: PartitionShares;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    lease: Lease,
    @Inject(REDIS) redis: Redis,
    private readonly tools: ProjectorTools,
    signals: LiveSignals,
    private readonly work: WorkWatch,
    health: HealthRegistry,
  ) {
    // each partition waits on it, for several things at a time
    setMaxListeners(0, this.stop.signal);
    this.following = new Following(settings.logPartitions, LEASE_MS);
    this.shares = new PartitionShares({
      redis,
      lease,
      role: 'live',
      partitions: settings.logPartitions,
      leaseMs: LEASE_MS,
      leaseOf: liveLease,
    });
    health.add('live-streams', () => this.following.assert());
    signals.onSections((hall) => {
      for (const one of this.active.values()) one.touch(hall);
    });
    signals.onBackfilled(() => {
      for (const one of this.active.values()) one.backfilled();
    });
    signals.onLearned((hall) => {
      for (const one of this.active.values()) one.learned(hall);
    });
  }

  onApplicationBootstrap(): void {
    this.running.push(this.shares.keep(this.stop.signal));
    for (let partition = 0; partition < this.settings.logPartitions; partition++) {
      this.running.push(this.runPartition(partition));
      this.work.watch(`live-${String(partition)}`, () => this.tools.reader.workState('live', partition));
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
  }

  private async runPartition(partition: number): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const turn = await this.shares.wait(partition, signal);
      if (turn === null) return;
      const projector = new PartitionProjector(partition, this.settings.logPartitions, this.tools);
      this.active.set(partition, projector);
      this.tools.metrics.partitions.inc();
      this.following.loads(partition);
      try {
        await projector.run(turn.lease, turn.signal, () => {
          this.following.follows(partition);
        });
      } catch (error) {
        this.logger.error({ partition, err: error }, 'projection stopped; it starts again from the last checkpoint');
        await sleep(500, undefined, { signal }).catch(() => undefined);
      } finally {
        this.active.delete(partition);
        this.tools.metrics.partitions.dec();
        this.following.waits(partition);
        await turn.release();
      }
    }
  }
}
