export { planDay, type PlanOptions } from './planDay';
export { DEFAULT_SPANS, type AllowedSpan, type DayPlan, type PlannedAbsence } from './types';
