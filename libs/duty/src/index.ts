// Duty roster: shifts, swaps and gaps.
export { DutyApiModule, DutyCoreModule } from './duty.module';
export { mondayOf } from './duty-weeks';
export { DutyRoster } from './duty-roster';
export { DutyShiftRow, rowOf } from './duty-shift.entity';
export { WindowOfficers, sittingFor, type SeatedOfficer } from './window-officers';
export { onDuty, rosterEnds } from './on-duty';
