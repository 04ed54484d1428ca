export { escalate, type Escalated, type Ladder, type Reached } from './escalate';
export { type AlertFact } from './facts';
export { gapsOf } from './gaps';
export { DEFAULT_ESCALATION, escalationOf, policyFirst, policyOfUnit, policyUnder } from './policy';
export { quietHoursEnd } from './quiet-hours';
export {
  inCharge,
  isStanding,
  onDutyAt,
  overlaps,
  standingShift,
  type Place,
  type RosterShift,
  type Sitting,
} from './roster';
