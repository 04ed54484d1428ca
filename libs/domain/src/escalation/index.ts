export { escalate, type Escalated, type Ladder, type Reached } from './escalate';
export { type AlertFact } from './facts';
export { gapsOf } from './gaps';
export { DEFAULT_ESCALATION, escalationOf, policyOfUnit, policyUnder } from './policy';
export { quietHoursEnd } from './quiet-hours';
export { inCharge, onDutyAt, overlaps, type Place, type RosterShift } from './roster';
