import { Inject, Injectable } from '@nestjs/common';
import { METRICS } from '@cockpit/platform';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Counters and timers of ingestion. */
@Injectable()
export class StepMetrics {
  private readonly seconds: Histogram<'step'>;
  private readonly drops: Counter<'step' | 'reason'>;
  private readonly events: Counter<'outcome'>;
  private readonly requests: Counter<'status'>;

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    this.seconds = new Histogram({
      name: 'cockpit_ingest_step_seconds',
      help: 'time in one step of the ingestion pipeline, per slice of up to 100 events',
      labelNames: ['step'],
      buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
      registers,
    });
    this.drops = new Counter({
      name: 'cockpit_ingest_dropped_total',
      help: 'events not taken, by step and reason',
      labelNames: ['step', 'reason'],
      registers,
    });
    this.events = new Counter({
      name: 'cockpit_ingest_events_total',
      help: 'events answered, by outcome',
      labelNames: ['outcome'],
      registers,
    });
    this.requests = new Counter({
      name: 'cockpit_ingest_requests_total',
      help: 'requests answered, by status',
      labelNames: ['status'],
      registers,
    });
  }

  /** @returns function to call when the step ends */
  start(step: string): () => void {
    return this.seconds.startTimer({ step });
  }

  dropped(step: string, reason: string): void {
    this.drops.inc({ step, reason });
  }

  counted(outcome: 'new' | 'repeat' | 'rejected' | 'sandboxed', count: number): void {
    if (count > 0) this.events.inc({ outcome }, count);
  }

  answered(status: number): void {
    this.requests.inc({ status: String(status) });
  }
}
