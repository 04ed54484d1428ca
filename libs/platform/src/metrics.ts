import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Counter, Registry, collectDefaultMetrics } from 'prom-client';
import { costs, type Cost, type Costs } from './costs';
import { Public } from './health';

/** Injection token of the Prometheus registry: `new Counter({ …, registers: [registry] })`. */
export const METRICS = Symbol('METRICS');

export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  exposeCosts(registry, costs);
  return registry;
}

/** Exports the costs of all work; they are read at each scrape. */
export function exposeCosts(registry: Registry, source: Costs): void {
  const expose = (name: string, help: string, read: (cost: Readonly<Cost>) => number): void => {
    new Counter({
      name,
      help,
      labelNames: ['work'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [work, cost] of source.all()) this.inc({ work }, read(cost));
      },
    });
  };
  expose('cockpit_work_runs_total', 'Runs of a job, a timer or a statement', ({ runs }) => runs);
  expose('cockpit_work_seconds_total', 'Time they took, waiting included', ({ seconds }) => seconds);
}

@Controller('metrics')
@Public()
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Registry) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
