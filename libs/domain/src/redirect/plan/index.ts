export { checkPlan, planPresence, type ForcedCase, type PlanCheck, type PlanViolation } from './check';
export { planHallOf } from './hall';
export { planDay, type PlanOptions } from './planDay';
export type { DayPlan, MinuteSpan, PlanHall, PlannedAbsence, StartHours } from './types';
export { replanDay, type ReplanOptions } from './replanDay';
export { halfHoursSeen, officersAway } from './replanSeen';
export { mayReplan, replanDue, REPLAN, type ReplanFacts, type ReplanTurn } from './replanDue';
export { staffAhead, type StaffShortage } from './staffAhead';
