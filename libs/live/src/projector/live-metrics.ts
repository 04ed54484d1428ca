import { Inject, Injectable } from '@nestjs/common';
import { METRICS } from '@cockpit/platform';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** How well the projector keeps up. */
@Injectable()
export class LiveMetrics {
  readonly events: Counter<'partition'>;
  readonly rebuilds: Counter<'partition'>;
  readonly lagSec: Gauge<'partition'>;
  readonly snapshotSec: Histogram;
  readonly partitions: Gauge;

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    this.events = new Counter({
      name: 'cockpit_live_events_total',
      help: 'Events folded into live state',
      labelNames: ['partition'],
      registers,
    });
    this.rebuilds = new Counter({
      name: 'cockpit_live_rebuilds_total',
      help: 'Rebuilds of a partition because the log no longer held what its checkpoints lacked',
      labelNames: ['partition'],
      registers,
    });
    this.lagSec = new Gauge({
      name: 'cockpit_live_lag_seconds',
      help: 'From the door to the live state, of the last event',
      labelNames: ['partition'],
      registers,
    });
    this.partitions = new Gauge({
      name: 'cockpit_live_partitions',
      help: 'Partitions of the log that this process follows',
      registers,
    });
    this.snapshotSec = new Histogram({
      name: 'cockpit_live_picture_seconds',
      help: 'Making and publishing one snapshot',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5],
      registers,
    });
  }
}
