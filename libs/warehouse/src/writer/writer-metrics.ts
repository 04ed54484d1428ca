import { Inject, Injectable } from '@nestjs/common';
import { METRICS } from '@cockpit/platform';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

@Injectable()
export class WriterMetrics {
  readonly partitions: Gauge;
  private readonly batches: Histogram;
  private readonly rows: Counter;
  private readonly flushes: Histogram;
  private readonly visits: Counter;
  private readonly failures: Counter<'what'>;

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    this.partitions = new Gauge({
      name: 'cockpit_writer_partitions',
      help: 'partitions of the log that this process stores',
      registers,
    });
    this.batches = new Histogram({
      name: 'cockpit_writer_landing_seconds',
      help: 'looking up and inserting one batch',
      buckets: BUCKETS,
      registers,
    });
    this.rows = new Counter({ name: 'cockpit_writer_rows_total', help: 'events inserted into ClickHouse', registers });
    this.flushes = new Histogram({
      name: 'cockpit_writer_flush_seconds',
      help: 'recomputing dirty visits and saving the position',
      buckets: BUCKETS,
      registers,
    });
    this.visits = new Counter({ name: 'cockpit_writer_visits_total', help: 'visits recomputed', registers });
    this.failures = new Counter({
      name: 'cockpit_writer_failures_total',
      help: 'attempts that failed and are made again',
      labelNames: ['what'],
      registers,
    });
  }

  storing(): (rows: number) => void {
    const stop = this.batches.startTimer();
    return (rows) => {
      stop();
      this.rows.inc(rows);
    };
  }

  flushing(visits: number): () => void {
    const stop = this.flushes.startTimer();
    return () => {
      stop();
      this.visits.inc(visits);
    };
  }

  failed(what: string): void {
    this.failures.inc({ what });
  }
}
