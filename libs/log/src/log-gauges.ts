import { Inject, Injectable } from '@nestjs/common';
import { METRICS, measured } from '@cockpit/platform';
import type { Registry } from 'prom-client';
import { EventLog } from './event-log';

/** Gauges of the events that wait to be stored. */
@Injectable()
export class LogGauges {
  constructor(@Inject(METRICS) registry: Registry, log: EventLog) {
    measured(
      registry,
      { name: 'cockpit_backlog_events', help: 'Events accepted and not yet stored in ClickHouse, of all partitions' },
      () => log.backlog(),
    );
  }
}
