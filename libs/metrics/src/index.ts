// All figures of the dictionary, daily roll-ups, consistency laws and the monthly assessment of places.
export { MetricsApiModule, MetricsCoreModule, MetricsModule } from './metrics.module';
export { LawsService } from './laws/laws.service';
export { MetricsService } from './metrics.service';
export { WaitTargetShares } from './previews/wait-target-shares';
export { RollUp } from './rollup/roll-up';
export { Beginnings } from './comparison/beginnings';
export { Compared } from './comparison/compared';
export { DayFigures, type DaysOfHall } from './comparison/day-figures';
export { KeptDays, figureOfDay, figureOfDays, type KeptFigure } from './comparison/kept-figures';
export { sizeOf } from './comparison/classes';
export { AssessmentApiModule } from './assessment/assessment.module';
