export { MetricsApiModule, MetricsCoreModule, MetricsModule } from './metrics.module';
export { MetricsService } from './metrics.service';
export { RollUp } from './rollup/roll-up';
