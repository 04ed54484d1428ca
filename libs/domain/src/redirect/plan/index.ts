export { checkPlan, planPresence, type ForcedCase, type PlanCheck, type PlanViolation } from './check';
export { planHallOf } from './hall';
export { planDay, type PlanOptions } from './plan-day';
export type { DayPlan, MinuteSpan, PlanHall, PlannedAbsence, StartHours } from './types';
export { replanDay, type ReplanOptions } from './replan-day';
export { halfHoursSeen, officersAway } from './replan-seen';
export { mayReplan, replanDue, REPLAN, type ReplanFacts, type ReplanTurn } from './replan-due';
export { staffAhead, type StaffShortage } from './staff-ahead';
